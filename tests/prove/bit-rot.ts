import { PageLog } from '#lib/server/storage/page-log.ts'
import type { Session } from '#lib/server/access/sessions.ts'
import { PageClient, until } from '../support/page-client.ts'
import { episodes, PageService } from '../support/page-service.ts'
import { damage, fingerprint, layPage } from './bit-rot-pages.ts'
import type { Damage, StoredNote } from './bit-rot-pages.ts'
import type { Found, Provable } from './provable.ts'
import { counted } from './report.ts'

/** Every so many pages one is left whole: it must open for writing. */
const wholeEvery = 10

/** Promise 14: a flipped bit or a cut log is noticed before anything of it is shown. */
export const promise: Provable = {
  number: 14,
  title: 'Bit rot is noticed before it is shown',
  gate: 200,
  long: 2_000,
  run: prove,
}

interface Tally {
  damaged: number
  read: number
  whole: number
  wrong: string[]
}

async function prove(size: number, say: (words: string) => void): Promise<Found> {
  const service = await PageService.start({ messagesBurst: 1e6 })
  const tally: Tally = { damaged: 0, read: 0, whole: 0, wrong: [] }
  try {
    const session = service.signIn('Priya Shah')
    const log = new PageLog(service.storage)
    for (let number = 0; tally.damaged < size; number += 1) {
      const page = layPage(service.storage, log, number, episodes[0])
      if (number % wholeEvery === 0) await tryWhole(service, session, page, tally)
      else await tryDamaged(service, session, page, tally)
      if (number % 200 === 199) say(figureOf(tally))
    }
  } finally {
    await service.stop()
  }
  for (const words of tally.wrong.slice(0, 20)) say(words)
  return { held: tally.wrong.length === 0 && tally.read > 0 && tally.whole > 0, figure: figureOf(tally) }
}

function figureOf({ damaged, read, whole, wrong }: Tally): string {
  const closed = `${counted(damaged - read)} of them did not open, ${counted(read)} could be read up to the damage`
  return `${counted(damaged)} damaged pages: ${closed}; ${counted(whole)} whole ones opened; ${String(wrong.length)} mistakes`
}

async function tryWhole(
  service: PageService,
  session: Session,
  page: StoredNote,
  tally: Tally,
): Promise<void> {
  const { client, opened } = await enter(service, session, page)
  tally.whole += 1
  if (!opened || client.address.access !== 'write' || textOf(client) !== page.texts.at(-1))
    tally.wrong.push(`${page.id} is whole and did not open for writing`)
  client.leave()
}

async function tryDamaged(
  service: PageService,
  session: Session,
  page: StoredNote,
  tally: Tally,
): Promise<void> {
  const done = damage(service.storage, page)
  const before = fingerprint(service.storage, page.id)
  const wrong = (words: string) => tally.wrong.push(`${page.id} (${done.words}): ${words}`)
  service.logged.length = 0
  const { client, opened } = await enter(service, session, page)
  tally.damaged += 1
  if (client.address.access !== 'read') wrong('may be written')
  if (opened) {
    tally.read += 1
    if (done.trusted === null || textOf(client) !== page.texts[done.trusted]) wrong('shows what it must not')
    await tryToWrite(client, wrong)
  } else if (done.trusted !== null) wrong('does not show what can be trusted')
  if (!named(service, page, done)) wrong('is not named in the log')
  await tryToRecord(service, page, done, wrong)
  if (fingerprint(service.storage, page.id) !== before) wrong('was written over')
  client.leave()
}

/** Joins the page; `opened` is whether anything of it came. */
async function enter(service: PageService, session: Session, { id }: StoredNote) {
  const address = service.rooms.address(session, { id, epoch: 1, state: 'preparing' })
  const client = new PageClient(service, session, address)
  client.provider.connect()
  await until('a page opens or not', () => client.provider.synced || client.closed !== undefined)
  return { client, opened: client.provider.synced }
}

async function tryToWrite(client: PageClient, wrong: (words: string) => void): Promise<void> {
  client.write(episodes[0], 'x')
  await until('an edit is sent away', () => client.closed !== undefined)
  if (client.saved.clock > 0 || client.saved.messages > 0) wrong('called an edit saved')
}

const textOf = (client: PageClient): string => client.note(episodes[0]).toJSON()

/** As the log's lines are written: what is damaged is named, and nothing anybody wrote is in it. */
function named(service: PageService, { id }: StoredNote, { words }: Damage): boolean {
  const lines = service.logged.map(({ facts }) => JSON.stringify(facts))
  return (
    lines.some((line) => line.includes(`Page ${id} is damaged: ${words}"`)) &&
    !lines.join().includes('Buffer')
  )
}

/** A huddle can be closed on it: its record gets what can be trusted, and is told what is damaged. */
async function tryToRecord(
  { rooms }: PageService,
  { id, texts }: StoredNote,
  { trusted }: Damage,
  wrong: (words: string) => void,
): Promise<void> {
  const { notes, damage } = await rooms.whileSealed(id, async (notes, damage) => ({ notes, damage }))
  if (damage !== (trusted === null ? 'all' : 'part')) wrong('goes into a record that does not say so')
  if ((notes[0]?.text ?? '') !== texts[trusted ?? 0]) wrong('goes into a record with what it must not')
}
