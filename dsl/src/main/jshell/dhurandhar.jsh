import org.dhurandhar.*;
import org.dhurandhar.model.*;
import java.nio.file.Path;
