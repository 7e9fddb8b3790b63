import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as Y from 'yjs'
import { openStorage } from '#lib/server/storage/open.ts'
import { PageLog } from '#lib/server/storage/page-log.ts'
import { OpenPage } from '#lib/server/rooms/open-page.ts'
import { until } from '../support/page-client.ts'
import { episodes, PageService, theHuddle } from '../support/page-service.ts'
import { ModelClient } from './convergence-client.ts'
import { stepOf, take } from './convergence-ops.ts'
import type { Meeting, Step } from './convergence-ops.ts'
import type { Provable } from './provable.ts'

/** Rates, and how long a page stays in memory, are not what is tried here: everything else is as people meet it. */
const limits = {
  ...{ messagesPerSecond: 1e6, messagesBurst: 1e6, bytesPerSecond: 1e9, bytesBurst: 1e9 },
  ...{ deletedText: 1e6, compactAtLatest: 25, compactLast: 5, idle: 10 },
}
/** Meetings held at once: most of one is waiting. */
const atOnce = 10

/** What one document says, in a form that can be compared. */
function said(doc: Y.Doc): object {
  return episodes.map((episode) => [
    doc.getText(`note:${episode}`).toJSON(),
    Object.entries(doc.getMap(`marks:${episode}`).toJSON()).sort(),
  ])
}

function documentOf(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const alike = (one: Y.Doc, other: Y.Doc): boolean =>
  isDeepStrictEqual(said(one), said(other)) && Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))

/** Holds one meeting, step by step, and throws what is not as it was promised at its end. */
export async function meet(clients: number, steps: Step[]): Promise<void> {
  const service = await PageService.start(limits)
  const ledger = { acknowledged: [], seen: [] }
  const people = Array.from({ length: clients }, (_, index) => service.signIn(`Person ${'abcdefgh'[index]}`))
  const meeting: Meeting = {
    service,
    ledger,
    clients: people.map((session) => new ModelClient(service, session, ledger)),
  }
  try {
    for (const client of meeting.clients) client.comeBack()
    for (const step of steps) await take(meeting, step)
    await comeTogether(meeting)
    await compareAll(meeting)
  } finally {
    for (const client of meeting.clients) client.leave()
    await service.stop()
  }
}

async function comeTogether({ clients }: Meeting): Promise<void> {
  await until('everybody is back and saved', () => {
    for (const client of clients) client.comeBack()
    return clients.every((client) => client.settled)
  })
  const [first, ...others] = clients
  await until('everybody sees the same', () => others.every((each) => first && alike(first.doc, each.doc)))
  for (const client of clients) client.presence('e1')
  await until('everybody sees everybody', () =>
    clients.every(({ awareness }) =>
      clients.every(({ doc }) => awareness.getStates().get(doc.clientID)?.['row'] === 'e1'),
    ),
  )
  const refused = clients.flatMap(({ closes }) => closes).filter(({ code }) => code >= 4400)
  if (refused.length > 0) throw new Error(`an honest client was sent away: ${JSON.stringify(refused)}`)
}

function mustBeAlike(what: string, one: Y.Doc, other: Y.Doc): void {
  if (alike(one, other)) return
  throw new Error(`${what}\n  ${JSON.stringify(said(one))}\n  ${JSON.stringify(said(other))}`)
}

async function compareAll({ service, clients, ledger }: Meeting): Promise<void> {
  const page = clients[0]?.doc ?? new Y.Doc()
  const whole = Y.encodeStateAsUpdate(page)
  mustBeAlike('the server has another page', page, documentOf(service.rooms.whole(theHuddle.id)))
  mustBeAlike('something acknowledged is missing', page, documentOf(whole, ...ledger.acknowledged))
  mustBeAlike('something shown is missing', page, documentOf(whole, ...ledger.seen))
  await compareJoiner(service, page)
  compareDisk(service, page)
  compareStamps(service, page)
  await compareSealed(service, page)
}

async function compareJoiner(service: PageService, page: Y.Doc): Promise<void> {
  const joiner = new ModelClient(service, service.signIn('Late Comer'), { acknowledged: [], seen: [] })
  try {
    joiner.comeBack()
    await until('a late comer is in step', () => joiner.settled)
    mustBeAlike('a late comer sees another page', page, joiner.doc)
  } finally {
    joiner.leave()
  }
}

function compareDisk(service: PageService, page: Y.Doc): void {
  const storage = openStorage(service.file)
  try {
    mustBeAlike('the disk has another page', page, OpenPage.open('h1', new PageLog(storage)).document())
  } finally {
    storage.$client.close()
  }
}

function compareStamps(service: PageService, page: Y.Doc): void {
  const stamped = service.rooms.stamps(theHuddle.id).map(({ episode, key, value }) => [episode, key, value])
  const shown = episodes.flatMap((episode) =>
    Object.entries(page.getMap(`marks:${episode}`).toJSON()).map(([key, value]) => [
      episode,
      key,
      value as string,
    ]),
  )
  if (!isDeepStrictEqual(stamped.sort(), shown.sort())) {
    throw new Error(`marks in SQL ${JSON.stringify(stamped)} are not those shown ${JSON.stringify(shown)}`)
  }
}

async function compareSealed(service: PageService, page: Y.Doc): Promise<void> {
  const sealed = await service.rooms.whileSealed(theHuddle.id, async (notes) => notes)
  for (const episode of episodes) {
    const note = sealed.find((each) => each.episode === episode)
    const text = page.getText(`note:${episode}`).toJSON()
    const { how, raised } = page.getMap<string>(`marks:${episode}`).toJSON()
    const wanted = [text, how ?? null, raised ?? null]
    const found = [note?.text ?? '', note?.how ?? null, note?.raised ?? null]
    if (!isDeepStrictEqual(found, wanted)) {
      throw new Error(`sealed ${JSON.stringify(found)}, but the page said ${JSON.stringify(wanted)}`)
    }
  }
}

/** The meeting a seed stands for. */
export function stepsOf(seed: number, clients: number, operations: number): Step[] {
  const steps = fc.array(stepOf(clients), { minLength: operations, maxLength: operations, size: 'max' })
  return fc.sample(steps, { seed, numRuns: 1 })[0] ?? []
}

/** Holds a seed's meeting; when it fails, finds a shorter one that fails too and throws that. */
export async function holdSeed(seed: number, clients: number, operations: number): Promise<void> {
  const whole = stepsOf(seed, clients, operations)
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf(clients), { maxLength: operations, size: 'max' }), (steps) =>
      meet(clients, steps),
    ),
    { seed, numRuns: 1, examples: [[whole]], interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  )
}

/** What was wrong, before the steps that lead there. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return `${cause}\n${error.message}`
}

export const promise: Provable = {
  number: 4,
  title: 'everyone sees the same',
  gate: 50,
  long: 1_000,
  /** `size` is the number of seeds; from 1,000 on meetings are of 8 people and 500 steps, else of 5 and 300. */
  async run(size, say) {
    const [clients, operations] = size >= 1_000 ? [8, 500] : [5, 300]
    const failed: number[] = []
    let next = 1
    const began = performance.now()
    const work = async () => {
      for (let seed = next++; seed <= size; seed = next++) {
        await holdSeed(seed, clients, operations).catch((error: unknown) => {
          failed.push(seed)
          say(`seed ${seed}: ${inWords(error)}`)
        })
        if (seed % 50 === 0) say(`${seed} of ${size} meetings`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    const figure = `${size} seeds × ${operations} steps × ${clients} people: ${failed.length} differ (${seconds} s)`
    return { held: failed.length === 0, figure: failed.length ? `${figure}; seeds ${failed.join()}` : figure }
  },
}
