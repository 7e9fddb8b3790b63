import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Loaded into a server's process before the server itself (`watchLoop` of `Perch.start`). On SIGUSR2 it prints how
 * long the event loop was held up since the last time: half of the time, at p99, and at most, in milliseconds.
 */
const resolution = 5
const delay = monitorEventLoopDelay({ resolution })
delay.enable()

process.on('SIGUSR2', () => {
  // A hold-up that ends with this signal is counted by the next look at the clock.
  void wait(3 * resolution).then(() => {
    const [half, p99, worst] = [delay.percentile(50), delay.percentile(99), delay.max].map(
      (nanoseconds) => nanoseconds / 1e6 - resolution,
    )
    delay.reset()
    console.log(`loop ${JSON.stringify({ half, p99, worst })}`)
  })
})
