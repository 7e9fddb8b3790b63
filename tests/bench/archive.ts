import { cpus } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { addDays } from '#lib/reablement/dates.ts'
import { exportArchive } from '#lib/server/exports/export-archive.ts'
import { viewExports } from '#lib/server/exports/client-level-data.ts'
import { actionEvent, callPattern, goal, huddleNote } from '#lib/server/storage/schema.ts'
import {
  addAction,
  addClosedHuddle,
  addPerson,
  cast,
  noPhotos,
  rewritingThePast,
  smallService,
} from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

/** As many as the council ended in its last counted year. [seed: 1,387 of 1,673] */
const episodes = 1_673
const huddles = 250
/** Of each episode. */
const [notes, actions, steps] = [30, 8, 4]

/** How long the whole service takes to be packed, how much memory with it, and how long anybody waits meanwhile. */
export async function benchArchive(): Promise<void> {
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(cpus().length)} cores, node ${process.version}`,
  )
  const desk = smallService()
  try {
    desk.storage.transaction(() => {
      fill(desk)
    })
    const pages = desk.storage.$client.pragma('page_count', { simple: true }) as number
    console.log(
      `${String(episodes)} episodes, each ${String(notes)} notes and ${String(actions)} actions of ${String(steps)} steps; database ${megabytes(pages * 4096)}`,
    )
    await quarter(desk)
    await archive(desk)
  } finally {
    desk.remove()
  }
}

async function quarter(desk: TestDesk): Promise<void> {
  const from = performance.now()
  const { rows } = await viewExports(desk, cast.mia, '2026-10-01')
  console.log(`a quarter of ${String(rows)} rows, looked at (ms): ${(performance.now() - from).toFixed(0)}`)
}

async function archive(desk: TestDesk): Promise<void> {
  globalThis.gc?.()
  const before = process.memoryUsage()
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  const { body } = await exportArchive(desk, cast.ada, { photo: noPhotos })
  let [size, most, resident] = [0, 0, 0]
  for await (const bytes of body) {
    size += bytes.length
    const now = process.memoryUsage()
    most = Math.max(most, now.heapUsed + now.external - before.heapUsed - before.external)
    resident = Math.max(resident, now.rss - before.rss)
  }
  const took = performance.now() - from
  const { user, system } = process.cpuUsage(cpu)
  loop.disable()
  console.log(
    `the archive (ms): ${took.toFixed(0)}, of them at work ${((user + system) / 1000).toFixed(0)}; ${megabytes(size)} packed`,
  )
  console.log(
    `memory more than before, at most: ${megabytes(most)} of heap and buffers, ${megabytes(resident)} resident`,
  )
  const [p99, worst] = [loop.percentile(99), loop.max].map((one) => (one / 1e6).toFixed(1))
  console.log(`the loop was held up (ms): p99 ${p99 ?? ''}, at most ${worst ?? ''}`)
}

function fill(desk: TestDesk): void {
  const days = Array.from({ length: huddles }, (_, back) => addDays('2026-11-18', -back))
  const held = days.map((date) => addClosedHuddle(desk, date))
  rewritingThePast(desk, () => {
    for (let one = 0; one < episodes; one += 1) fillOne(desk, one, held)
  })
}

function fillOne({ storage, ...desk }: TestDesk, one: number, held: readonly string[]): void {
  const start = addDays('2026-11-20', -(one % 300))
  const episode = addPerson({ storage, ...desk }, { id: `b${String(one)}`, surname: 'Invented' }, { start })
  const huddle = (at: number) => held[(one * 7 + at) % held.length] ?? ''
  storage
    .insert(huddleNote)
    .values(
      Array.from({ length: notes }, (_, at) => ({
        ...{
          huddle: huddle(at),
          episode,
          how: 'ok' as const,
          teams: '{"OT":"ask"}',
          authors: '["Priya Shah"]',
        },
        text: `Note ${String(at)}: made her own tea, walked to the gate with the frame, slept well. Call the daughter about shoes.`,
      })),
    )
    .run()
  for (let at = 0; at < actions; at += 1) {
    const action = addAction({ storage, ...desk }, { episode, huddle: huddle(at), detail: 'for the kitchen' })
    const step = { action, colleague: 'priya', to: 'accepted', at: '2026-11-20T09:40:00.000Z' }
    storage
      .insert(actionEvent)
      .values(Array.from({ length: steps }, (_, place) => ({ ...step, id: `${action}-${String(place)}` })))
      .run()
  }
  const id = (at: number) => `${episode}-${String(at)}`
  const calls = { episode, perDay: 3, minutes: 30, carers: 1, why: 'As the file said.', at: '' }
  storage
    .insert(callPattern)
    .values([0, 1, 2].map((at) => ({ ...calls, id: id(at), from: start })))
    .run()
  const wish = { episode, what: 'Make my own tea', state: 'met' as const }
  storage
    .insert(goal)
    .values([0, 1, 2].map((position) => ({ ...wish, id: id(position), position })))
    .run()
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
