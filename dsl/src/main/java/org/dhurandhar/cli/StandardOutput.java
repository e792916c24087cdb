package org.dhurandhar.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;

/// Standard output that remembers whether its reader has gone, as `head` does.
class StandardOutput extends FilterOutputStream {
    private boolean closed;

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    boolean closedByReader() {
        return closed;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            closed |= "Broken pipe".equals(e.getMessage());
            throw e;
        }
    }
}
