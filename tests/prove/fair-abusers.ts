import { setTimeout as wait } from 'node:timers/promises'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import type { Someone } from './crowd-people.ts'
import { PageSocket, Pen } from './crowd-socket.ts'

/**
 * A process of its own: people who send ten times as much as anybody may, and come back the moment they are cut off.
 * Gets them and how long to go on as its first message; answers with how often they were cut off and what was taken.
 */
export interface AbuseOrder {
  people: { who: Someone; where: PageAddress; notes: string[] }[]
  perSecond: number
  seconds: number
}
export interface AbuseReport {
  sent: number
  cutOff: number
}

async function abuse({ people, perSecond, seconds }: AbuseOrder): Promise<AbuseReport> {
  const report = { sent: 0, cutOff: 0 }
  const until = performance.now() + seconds * 1000
  await Promise.all(
    people.map(async ({ who, where, notes }) => {
      const pen = new Pen(where.client, notes)
      while (performance.now() < until) {
        const page = await PageSocket.open(who, where)
        pen.clock = page.saved.clock
        while (!page.closed && performance.now() < until) {
          for (let count = 0; count < perSecond / 100; count += 1) void page.send(pen.write('x'))
          report.sent += perSecond / 100
          await wait(10)
        }
        if (page.closed) report.cutOff += 1
        page.leave()
        await wait(50)
      }
    }),
  )
  return report
}

process.once('message', (order: AbuseOrder) => {
  void abuse(order).then((report) => {
    process.send?.(report)
    process.disconnect()
  })
})
