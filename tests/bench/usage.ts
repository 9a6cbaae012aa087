/** What a process has used so far: user and system CPU time in milliseconds, largest resident memory in MiB. */
export interface Usage {
  readonly cpuMs: number;
  readonly peakMiB: number;
}

/** What this process has used, by the operating system. */
export function ownUsage(): Usage {
  const { user, system } = process.cpuUsage();
  // maxRSS is in KiB.
  return { cpuMs: (user + system) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024 };
}
