package org.heapgoal.cli;

import java.util.Optional;
import org.heapgoal.workload.log.RecordedLog;

/**
 * A log that was read.
 *
 * @param name its name without directories
 * @param log what it holds
 * @param sha256 hash of its bytes in hexadecimal; nothing where it came in pieces
 */
record LoadedLog(String name, RecordedLog log, Optional<String> sha256) {}
