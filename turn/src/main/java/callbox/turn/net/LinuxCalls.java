package callbox.turn.net;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The three system calls that neither the JDK nor Netty offers without creating objects. 64-bit Linux only.
///
/// A call that captures `errno` creates an object each time it is made (the JDK slices the segment to check it), so the
/// calls of the hot path do not; who needs to know why one failed makes it once more and captures.
final class LinuxCalls {
    static final int EAGAIN = 11;
    static final int EIO = 5;
    static final int EINTR = 4;

    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = CAPTURED.byteOffset(PathElement.groupElement("errno"));

    private static final MethodHandle RECVMMSG = find("recvmmsg", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG));
    private static final FunctionDescriptor SEND = FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle SENDMMSG = find("sendmmsg", SEND);
    private static final MethodHandle SENDMMSG_CAPTURING = find("sendmmsg", SEND,
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle SETSOCKOPT = find("setsockopt", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT));

    private LinuxCalls() {
    }

    /// Whether the layouts of [MessageVector] are this machine's.
    static boolean isSupported() {
        String arch = System.getProperty("os.arch", "");
        return System.getProperty("os.name", "").equals("Linux") && (arch.equals("amd64") || arch.equals("aarch64"));
    }

    /// A place for `errno`; one per thread.
    static StructLayout capturedLayout() {
        return CAPTURED;
    }

    static int errno(MemorySegment captured) {
        return captured.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    /// recvmmsg(2); -1 on failure.
    static int recvmmsg(int fd, long vector, int count, int flags) {
        try {
            return (int) RECVMMSG.invokeExact(fd, vector, count, flags, 0L);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// sendmmsg(2); -1 on failure.
    static int sendmmsg(int fd, long vector, int count, int flags) {
        try {
            return (int) SENDMMSG.invokeExact(fd, vector, count, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// sendmmsg(2); -1 with `errno` captured on failure.
    static int sendmmsg(MemorySegment captured, int fd, long vector, int count, int flags) {
        try {
            return (int) SENDMMSG_CAPTURING.invokeExact(captured, fd, vector, count, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// setsockopt(2) of an `int`; -1 on failure.
    static int setsockopt(int fd, int level, int option, long value) {
        try {
            return (int) SETSOCKOPT.invokeExact(fd, level, option, value, Integer.BYTES);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static AssertionError unexpected(Throwable e) {
        return new AssertionError("a system call does not throw", e);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
