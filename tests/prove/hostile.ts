import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { patience } from '../support/patience.ts'
import { Perch } from '../support/perch.ts'
import type { LoopDelay } from '../support/perch.ts'
import { addPeople, episodesOf, inMs, memoryOf, pageFor, processOf, share } from './crowd-people.ts'
import type { Someone } from './crowd-people.ts'
import { PageSocket, Pen, syncMessage } from './crowd-socket.ts'
import { bombs } from './hostile-bombs.ts'
import type { Target } from './hostile-bombs.ts'
import { pourFloods } from './hostile-floods.ts'
import { badFrames, badOpenings, sayRaw, sendFrames } from './hostile-frames.ts'
import { badPackets, sayPackets } from './hostile-live.ts'
import {
  chance,
  longAddress,
  mutate,
  notesRecorded,
  peopleRecorded,
  recordSittings,
  sentBy,
} from './hostile-updates.ts'
import type { Sitting } from './hostile-updates.ts'
import type { Provable } from './provable.ts'

/** A refusal must take less than this of the server's time, in milliseconds, says the long run; a shorter one counts only. */
const longestRefusal = 20
/** Attackers at once. */
const atOnce = 8
/** Letters somebody wrote, in how many notes, for others to try and delete. */
const innocent = { notes: 30, letters: 20 }

/** Somebody who goes on writing while all this happens, and what they and the server's health say of it. */
class Witness {
  readonly page: PageSocket
  readonly acknowledgements: number[] = []
  readonly health: number[] = []
  unanswered = 0
  readonly #pen: Pen
  readonly #who: Someone
  #watching = true

  private constructor(page: PageSocket, who: Someone, notes: string[]) {
    this.page = page
    this.#who = who
    this.#pen = new Pen(page.where.client, notes, 100)
  }

  static async begin(who: Someone, notes: string[]): Promise<Witness> {
    return new Witness(await PageSocket.open(who), who, notes)
  }

  /** One letter, saved; the milliseconds that took. */
  async write(): Promise<number> {
    const taken = await this.page.send(this.#pen.write('a'))
    if (taken === null) this.unanswered += 1
    else this.acknowledgements.push(taken)
    return taken ?? Infinity
  }

  async watch(): Promise<void> {
    while (this.#watching) {
      if ((await this.write()) === Infinity) return
      const began = performance.now()
      await fetch(`${this.#who.address}/healthz`).then(
        (answer) => answer.text(),
        () => (this.unanswered += 1),
      )
      this.health.push(performance.now() - began)
      await wait(15)
    }
  }

  stop(): void {
    this.#watching = false
  }

  /** Is every letter on the page that a newcomer gets? */
  async allThere(): Promise<boolean> {
    const doc = new Y.Doc()
    const page = new PageSocket(this.#who, await pageFor(this.#who))
    page.onUpdate = (update) => Y.applyUpdate(doc, update)
    page.ws.on('open', () => page.raw(syncMessage(0, Uint8Array.of(0))))
    for (let tries = 0; tries < patience / 25 && doc.store.clients.size === 0; tries += 1) await wait(25)
    page.leave()
    const whole = doc.store.pendingStructs === null && doc.store.pendingDs === null
    return whole && Y.getState(doc.store, this.page.where.client) === this.#pen.clock
  }
}

interface Attack {
  people: Someone[]
  sittings: Sitting[]
  random: (below: number) => number
  witness: Witness
  tally: { tried: number; refused: number; taken: number; tooOften: number }
  /** Whether a refusal must be quick as well. */
  timed: boolean
}

/** Each bomb alone, at most six times: the best is the server's own time, the rest is this machine's. Returns what went wrong. */
async function throwBombs({ people, witness, timed }: Attack, notes: string[]): Promise<string[]> {
  const [innocentOne, ...throwers] = people
  if (!innocentOne) throw new Error('nobody there')
  const written = innocent.notes * innocent.letters
  const other = await PageSocket.open(innocentOne)
  const pen = new Pen(other.where.client, notes.slice(-innocent.notes), innocent.letters)
  for (let note = 0; note < innocent.notes; note += 1)
    await other.send(pen.write('b'.repeat(innocent.letters)))
  const wrong: string[] = []
  for (const [number, { name, message }] of bombs.entries()) {
    const taken: number[] = []
    for (let time = 0; time < 6 && !(Math.min(...taken) < longestRefusal); time += 1) {
      const who = throwers[(number * 6 + time) % throwers.length]
      if (!who) continue
      const page = await PageSocket.open(who)
      if (page.closed) throw new Error(`could not come in to throw ${name}: ${page.closed.reason}`)
      const target: Target = {
        client: page.where.client,
        episode: notes[0] ?? '',
        other: other.where.client,
        written,
      }
      page.ws.send(message(target))
      taken.push(await witness.write())
      await Promise.race([page.ended, wait(30)])
      if (page.saved.clock > 0) wrong.push(`${name}: taken`)
      page.leave()
    }
    const best = Math.min(...taken)
    if (timed && best > longestRefusal) wrong.push(`${name}: ${inMs(best)}`)
  }
  if (other.closed) wrong.push('somebody innocent was sent away')
  other.leave()
  return wrong
}

/** One attacker at work on mutated messages until there were enough, every 25 of them as somebody else. */
async function mutateOn(attack: Attack, enough: number): Promise<void> {
  const { people, sittings, random, tally } = attack
  while (tally.tried < enough) {
    const who = people[random(people.length)]
    const sitting = sittings[random(sittings.length)]
    if (!who || !sitting) return
    const where = await longAddress(who)
    const updates = sentBy(where.client, sitting)
    let page = await PageSocket.open(who, where)
    const known = random(updates.length)
    for (const update of updates.slice(0, known)) await page.send(update)
    for (let tries = 0; tries < 25 && tally.tried < enough; tries += 1) {
      if (page.closed) page = await PageSocket.open(who, where)
      if (page.closed?.code === 1013) {
        tally.tooOften += 1
        break
      }
      await tryOne(attack, page, updates, known)
    }
    if (!page.closed) await page.send(new Pen(where.client, []).erase(0, Math.max(1, page.saved.clock)))
    page.leave()
  }
}

async function tryOne({ random, tally }: Attack, page: PageSocket, updates: Uint8Array[], known: number) {
  const any = () => updates[random(updates.length)] ?? Uint8Array.of(0, 0)
  const next = random(3) > 0 ? (updates[known] ?? any()) : any()
  page.raw(
    random(10) < 7
      ? syncMessage(2, mutate(next, any(), random))
      : mutate(syncMessage(1 + random(2), next), syncMessage(2, any()), random),
  )
  // An empty update behind it: its answer tells that the one before was dealt with.
  const answered = await Promise.race([page.send(Uint8Array.of(0, 0)), wait(patience, 'silence' as const)])
  if (answered === 'silence') throw new Error('the server did not answer')
  tally.tried += 1
  if (answered === null) tally.refused += 1
  else tally.taken += 1
}

/** Bad frames, openings and packets, before and after signing in. */
async function junk({ people, tally }: Attack, enough: number): Promise<void> {
  const [frames, openings] = [Object.values(badFrames), Object.values(badOpenings)]
  for (let number = 0; tally.tried < enough; number += 1) {
    const who = people[number % people.length]
    if (!who) return
    const signedIn = number % 2 === 0
    const { address, client } = await pageFor(who)
    const opening = { who, signedIn, path: `${address}?client=${client}` }
    const some = Array.from({ length: 8 }, (_, at) => number * 8 + at)
    await Promise.all([
      ...some.map((at) => sendFrames(opening, frames[at % frames.length] ?? Buffer.of(), 250)),
      ...some.map((at) => sayRaw(opening, openings[at % openings.length] ?? '', 250)),
      sayPackets(
        who,
        { signedIn, opened: number % 3 > 0 },
        some.slice(0, 4).map((at) => badPackets[at % badPackets.length] ?? ''),
        150,
      ),
    ])
    tally.tried += 20
    tally.refused += 20
  }
}

/** Every flood, one after the other. Returns what went wrong. */
async function pour({ people, timed }: Attack, say: (words: string) => void): Promise<string[]> {
  let next = 0
  const { poured, wrong } = await pourFloods(async (signedIn) => {
    next += 1
    const who = people[next % people.length]
    if (!who) throw new Error('nobody there')
    const { address, client } = await pageFor(who)
    return { who, signedIn, path: `${address}?client=${client}` }
  }, timed)
  say(`${poured} floods: ${wrong.length ? wrong.join('; ') : 'each ended by the server'}`)
  return wrong
}

async function attack(perch: Perch, size: number, say: (words: string) => void) {
  const people = addPeople(perch, size > 50_000 ? 200 : 60)
  const [writer, ...others] = people
  const notes = episodesOf(perch)
  const id = processOf(perch)
  if (!writer || id === null) throw new Error('the server is not there')
  // Where no mutated message goes: those are real edits, too, and a note they have filled takes nothing more.
  const witness = await Witness.begin(writer, notes.slice(notesRecorded))
  for (let warm = 0; warm < 50; warm += 1) await witness.write()
  const sittings = await recordSittings(others.slice(0, peopleRecorded), notes)
  const tally = { tried: 0, refused: 0, taken: 0, tooOften: 0 }
  const timed = size >= promise.long
  const all: Attack = { people: others, sittings, random: chance(size), witness, tally, timed }
  const wrong = await throwBombs(all, notes)
  say(
    `${bombs.length} bombs: ${wrong.length ? wrong.join('; ') : `each refused${timed ? ' within 20 ms' : ''}`}`,
  )
  const before = memoryOf(id)
  await perch.loopDelay()
  const watching = witness.watch()
  wrong.push(...(await pour(all, say)))
  const flooded = await perch.loopDelay()
  const half = { ...all, tally: { ...tally } }
  const mutations = Math.floor(size * 0.8)
  await Promise.all(
    Array.from({ length: atOnce }, () => mutateOn(all, mutations)).concat(junk(half, size - mutations)),
  )
  const mutated = await perch.loopDelay()
  witness.stop()
  await watching
  if (processOf(perch) !== id) wrong.push('the server ended')
  if (witness.unanswered > 0)
    wrong.push(
      `${witness.unanswered} edits of others were not saved: ${witness.page.closed?.reason ?? 'no answer'}`,
    )
  if (!(await witness.allThere())) wrong.push('the page is not whole')
  const memory = { before, after: memoryOf(id) }
  return { wrong, witness, tally, junk: half.tally.tried, memory, loop: { flooded, mutated } }
}

const times = (figures: number[]) =>
  `p50 ${inMs(share(figures, 0.5))}, p99 ${inMs(share(figures, 0.99))}, worst ${inMs(share(figures, 1))}`
const held = ({ p99, worst, busy }: LoopDelay) =>
  `p99 ${inMs(p99)}, worst ${inMs(worst)} (${inMs(busy)} of them at work)`

export const promise: Provable = {
  number: 5,
  title: 'no message stops the meeting',
  gate: 10_000,
  long: 300_000,
  async run(size, say) {
    const perch = await Perch.start({ watchLoop: true })
    try {
      const found = await attack(perch, size, say).catch((error: unknown) => {
        const ended = processOf(perch) === null
        throw ended ? new Error(`the server ended: ${perch.output.slice(-500)}`) : error
      })
      const { wrong, witness, tally, memory, loop } = found
      if (/uncaught|unhandled|Error: /i.test(perch.output))
        wrong.push(`it printed: ${perch.output.slice(-500)}`)
      say(`health answered in ${times(witness.health)}`)
      const parts = [
        `${bombs.length} bombs, ${tally.tried} mutated messages (${tally.refused} refused), ${found.junk} bad frames, openings and packets, and floods of pings, pongs and pieces: ${wrong.length ? wrong.join('; ') : '0 exits'}`,
        `edits of others saved in ${times(witness.acknowledgements)}`,
        `event loop held up ${held(loop.mutated)}, during the floods ${held(loop.flooded)}`,
        `memory ${memory.before.now.toFixed(0)} MB before, ${memory.after.now.toFixed(0)} after, ${memory.after.most.toFixed(0)} at most`,
      ]
      return { held: wrong.length === 0, figure: parts.join('; ') }
    } finally {
      await perch.remove()
    }
  },
}
