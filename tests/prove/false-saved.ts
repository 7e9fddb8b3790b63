import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { LivePage } from '#lib/live/page.svelte.ts'
import { noteText } from '#lib/page/note.ts'
import { until } from '../support/page-client.ts'
import { patience } from '../support/patience.ts'
import { episodes, PageService, theHuddle } from '../support/page-service.ts'
import { pause } from '../support/perch.ts'
import { BadNetwork } from './false-saved-network.ts'
import type { Found, Provable } from './provable.ts'
import { counted } from './report.ts'

/** Runs that go on at the same time: each of them mostly waits. */
const atOnce = 10
/** Trouble must be in words after this many milliseconds, says the long run; a shorter one asks only whether it is. */
const shownWithin = 10_000

/** Promise 3: the sign never says saved for what the server has not confirmed, and says so soon. */
export const promise: Provable = {
  number: 3,
  title: 'Never a false "Saved"; trouble is shown within 10 s',
  gate: 5,
  long: 200,
  run: prove,
}
const within = (size: number) => (size < promise.long ? patience : shownWithin)

interface Tally {
  runs: number
  /** The longest wait for words of trouble, and for the sign to say saved once all was well, in milliseconds. */
  shown: number
  healed: number
  looks: number
  wrong: string[]
}

async function prove(size: number, say: (words: string) => void): Promise<Found> {
  const service = await PageService.start({ messagesBurst: 1e6 })
  const tally: Tally = { runs: 0, shown: 0, healed: 0, looks: 0, wrong: [] }
  try {
    for (let first = 0; first < size; first += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, size - first) }, (_, more) => first + more)
      await Promise.all(numbers.map((number) => oneRun(service, number, tally, within(size))))
      say(figureOf(tally))
    }
  } finally {
    await service.stop()
  }
  for (const words of tally.wrong.slice(0, 20)) say(words)
  return { held: tally.wrong.length === 0 && tally.runs === size, figure: figureOf(tally) }
}

function figureOf({ runs, shown, healed, looks, wrong }: Tally): string {
  const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`
  return `${counted(runs)} bad networks, ${counted(looks)} looks at the sign: ${String(wrong.length)} mistakes; trouble shown after ${seconds(shown)} at most, saved ${seconds(healed)} after the network at most`
}

async function oneRun(service: PageService, number: number, tally: Tally, within: number): Promise<void> {
  const network = await BadNetwork.before(Number(new URL(service.origin).port))
  const session = service.signIn(`Colleague ${String(number)}`)
  const fetchAddress = async () => service.addressFor(session)
  const page = new LivePage({ fetchAddress, socketOrigin: network.origin })
  const wrong = (words: string) => tally.wrong.push(`run ${String(number)}: ${words}`)
  try {
    page.start()
    await until('the page is saved', () => page.saved === 'saved')
    // A note holds 4,000 characters: two hundred people do not write in one.
    const note = episodes[number % episodes.length] ?? episodes[0]
    type(page, note, `before${String(number)} `)
    await until('what came before is saved', () => page.saved === 'saved')
    await pause(randomInt(500))
    network.swallow(number % 2 === 0 ? 'answers' : 'everything')
    const token = `swallowed${String(number)} `
    type(page, note, token)
    await troubled(page, tally, wrong, within)
    await healed(page, network, tally)
    if (!onDisk(service, note, token)) wrong('called saved, and not there')
    tally.runs += 1
  } catch (error) {
    wrong(error instanceof Error ? error.message : String(error))
  } finally {
    page.leave()
    network.stop()
  }
}

function type(page: LivePage, episode: string, token: string): void {
  page.text(episode).insert(0, token)
}

/** Looks at the sign all the time the network is bad, a while longer than until the words have come. */
async function troubled(
  page: LivePage,
  tally: Tally,
  wrong: (words: string) => void,
  within: number,
): Promise<void> {
  const began = performance.now()
  let shownAt: number | null = null
  const until = shownWithin + randomInt(6_000)
  for (let now = 0; now < until || (shownAt === null && now < within); now = performance.now() - began) {
    tally.looks += 1
    if (page.saved === 'saved') return wrong(`said saved after ${now.toFixed(0)} ms`)
    if (page.unsaved === 0) return wrong('nothing was unsaved: leaving would not be guarded')
    if (page.trouble?.includes('not saved yet')) shownAt ??= now
    else if (shownAt !== null) return wrong('the words went away')
    await pause(5)
  }
  if (shownAt === null || shownAt > within) wrong('no words of trouble in time')
  tally.shown = Math.max(tally.shown, shownAt ?? Infinity)
}

async function healed(page: LivePage, network: BadNetwork, tally: Tally): Promise<void> {
  const began = performance.now()
  network.heal(randomInt(2) === 0 ? 'late' : 'cut')
  await until('it is saved after all', () => page.saved === 'saved' && page.trouble === null)
  tally.healed = Math.max(tally.healed, performance.now() - began)
}

/** From everything committed. */
function onDisk(service: PageService, episode: string, token: string): boolean {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, service.rooms.whole(theHuddle.id))
  return noteText(doc, episode).includes(token)
}
