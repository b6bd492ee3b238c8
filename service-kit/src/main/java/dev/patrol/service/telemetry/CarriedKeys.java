package dev.patrol.service.telemetry;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.context.spi.ThreadContextController;
import org.eclipse.microprofile.context.spi.ThreadContextProvider;
import org.eclipse.microprofile.context.spi.ThreadContextSnapshot;

/** Has the keys of the log follow work into the threads and callbacks that the framework hands it to, as its trace does. */
public final class CarriedKeys implements ThreadContextProvider {
    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        Optional<Work> here = Work.current();
        return () -> carrying(here.map(Work::subject).orElse(Subject.NOTHING));
    }

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return () -> carrying(Subject.NOTHING);
    }

    @Override
    public String getThreadContextType() {
        return "Patrol's log keys";
    }

    private static ThreadContextController carrying(Subject subject) {
        LogKeys keys = LogKeys.of(subject);
        return keys::close;
    }
}
