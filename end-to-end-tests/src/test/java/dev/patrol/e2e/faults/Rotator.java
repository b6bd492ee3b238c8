package dev.patrol.e2e.faults;

import dev.patrol.e2e.PackagedService;

/** A packaged rotator with a wire of its own to the broker. */
record Rotator(PackagedService service, Wire wire) {
    /** SIGKILL; nothing that was held on its way arrives any more. */
    void kill() {
        service.kill();
        wire.close();
    }

    /** SIGTERM, as an orchestrator stops it: it has to end within its grace. */
    void stop() {
        service.stop();
        wire.close();
    }
}
