import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Loaded into a server's process before the server itself (`watchLoop` of `Perch.start`). On SIGUSR2 it prints how
 * long the event loop was held up since the last time: half of the time, at p99, and at most, in milliseconds; and for
 * how much of that longest time the process was at work (the rest it waited, for a disk or a processor).
 */
const resolution = 5
const delay = monitorEventLoopDelay({ resolution })
delay.enable()

let longest = { lasted: 0, busy: 0 }
let [at, used] = [performance.now(), process.cpuUsage()]
setInterval(() => {
  const [now, usedNow] = [performance.now(), process.cpuUsage()]
  const busy = (usedNow.user + usedNow.system - used.user - used.system) / 1000
  if (now - at > longest.lasted) longest = { lasted: now - at, busy }
  at = now
  used = usedNow
}, resolution).unref()

process.on('SIGUSR2', () => {
  // A hold-up that ends with this signal is counted by the next look at the clock.
  void wait(3 * resolution).then(() => {
    const [half, p99, worst] = [delay.percentile(50), delay.percentile(99), delay.max].map(
      (nanoseconds) => nanoseconds / 1e6 - resolution,
    )
    console.log(`loop ${JSON.stringify({ half, p99, worst, busy: longest.busy })}`)
    delay.reset()
    longest = { lasted: 0, busy: 0 }
  })
})
