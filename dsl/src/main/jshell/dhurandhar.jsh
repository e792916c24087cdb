import org.dhurandhar.*;
import org.dhurandhar.device.*;
import org.dhurandhar.memory.*;
import org.dhurandhar.model.*;
import org.dhurandhar.report.*;
import org.dhurandhar.runtime.*;
import java.nio.file.Path;
import org.dhurandhar.runtime.Runtime;
import static org.dhurandhar.Dhurandhar.*;
