package dev.patrol.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The machine that figures hold for. */
public final class Machine {
    private static final long MEBIBYTE = 1024 * 1024;

    private Machine() {}

    /** Processors, memory, how busy it is, and the JDK: without them no figure means anything. */
    public static String describe() {
        com.sun.management.OperatingSystemMXBean system = system();
        return String.format(
                Locale.ROOT,
                "Machine: %d processors, %d MiB of memory, %s %s; Java %s (%s). Load at the start: %.1f.%s",
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MEBIBYTE,
                system.getName(),
                system.getArch(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                system.getSystemLoadAverage(),
                settings());
    }

    public static int processors() {
        return system().getAvailableProcessors();
    }

    /** Processor time that this JVM has used: broker, simulator and benchmark together. */
    public static Duration ownProcessorTime() {
        return Duration.ofNanos(system().getProcessCpuTime());
    }

    /**
     * Which part of the processors was busy since the last call, with whatever: where that is much more than what is measured
     * used, others were in the way and the figures are worse than the program.
     */
    public static double busySinceLastAsked() {
        return system().getCpuLoad();
    }

    /** Settings of Patrol in the environment go to the services, so they belong to the figures. */
    private static String settings() {
        Map<String, String> patrol = new TreeMap<>(System.getenv());
        patrol.keySet()
                .removeIf(
                        name -> !name.startsWith(ServiceProcess.SETTINGS) && !name.equals(ServiceProcess.JVM_SETTINGS));
        return patrol.isEmpty() ? "" : " Settings: " + patrol + ".";
    }

    private static com.sun.management.OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    }
}
