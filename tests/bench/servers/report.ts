import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server under measurement says of itself. */
export interface Usage {
  /** Processor seconds since it started, all its threads. */
  cpu: number
  /** Resident bytes. */
  memory: number
}

export type Said = { port: number } | { usage: Usage }

/** Tells the driver where it listens, answers what it has used, and ends on SIGTERM after `close`. */
export function report(server: Server, close: () => Promise<void> = async () => undefined): void {
  const say = (said: Said) => process.send?.(said)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    say({ usage: { cpu: (user + system) / 1e6, memory: process.memoryUsage.rss() } })
  })
  process.once('SIGTERM', () => void close().then(() => process.exit(0)))
  process.once('disconnect', () => process.exit(0))
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
    say({ port: (server.address() as AddressInfo).port })
  })
}
