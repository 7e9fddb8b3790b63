import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Perch } from '../support/perch.ts'
import type { CrowdAsk, CrowdOrder, CrowdTold } from './crowd-browsers.ts'
import { addPeople, episodesOf, memoryOf, pageFor, processOf, processorOf } from './crowd-people.ts'
import type { Provable } from './provable.ts'

/** Everybody must be back in step after this many milliseconds, says the long run; a shorter one asks only whether they are. */
const promised = 15_000
/** How long they are waited for, in milliseconds. */
const patience = 60_000
/** Screens one colleague has open, clients of one process, and who writes while the server is away, of each process. */
const sizes = { screens: 4, each: 250, writers: 10 }

/** One process full of clients. */
class Crowd {
  inStep = 0
  closed = 0
  readonly #child: ChildProcess
  readonly size: number

  constructor(order: CrowdOrder) {
    this.size = order.people.length
    this.#child = fork(fileURLToPath(new URL('crowd-browsers.ts', import.meta.url)), {
      execPath: 'node_modules/.bin/node',
    })
    this.#child.on('message', (told: CrowdTold) => {
      if (told.told === 'in step') Object.assign(this, { inStep: told.inStep, closed: told.closed })
    })
    this.#child.send(order)
  }

  write(number: number): void {
    this.#child.send({ ask: 'write', number } satisfies CrowdAsk)
  }

  async read(): Promise<{ text: string; alike: boolean }> {
    return new Promise((done) => {
      const hear = (told: CrowdTold) => {
        if (told.told !== 'text') return
        this.#child.off('message', hear)
        done(told)
      }
      this.#child.on('message', hear)
      this.#child.send({ ask: 'read' } satisfies CrowdAsk)
    })
  }

  end(): void {
    this.#child.disconnect()
  }
}

/** Milliseconds until all are in step; Infinity when they are not after `longest`. */
async function allInStep(crowds: Crowd[], longest: number): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < longest) {
    if (crowds.every(({ inStep, size }) => inStep === size)) return performance.now() - began
    await wait(20)
  }
  return Infinity
}

async function gather(perch: Perch, size: number): Promise<{ crowds: Crowd[]; episode: string }> {
  const people = addPeople(perch, Math.ceil(size / sizes.screens))
  const episode = episodesOf(perch)[0] ?? ''
  const seats: CrowdOrder['people'] = []
  for (let seat = 0; seat < size; seat += 1) {
    const who = people[seat % people.length]
    if (who) seats.push({ who, where: await pageFor(who) })
  }
  const crowds: Crowd[] = []
  for (let from = 0; from < size; from += sizes.each) {
    crowds.push(new Crowd({ people: seats.slice(from, from + sizes.each), episode }))
  }
  return { crowds, episode }
}

/** Do all of them, in all processes, say the same, and as much as was written? Looks until they do. */
async function sayTheSame(crowds: Crowd[], length: number): Promise<boolean> {
  for (let look = 0; look < patience / 200; look += 1) {
    const told = await Promise.all(crowds.map((crowd) => crowd.read()))
    if (told.every(({ text, alike }) => alike && text === told[0]?.text && text.length >= length)) return true
    await wait(200)
  }
  return false
}

async function restartUnder(perch: Perch, size: number, how: 'stop' | 'kill', say: (words: string) => void) {
  const { crowds } = await gather(perch, size)
  try {
    const joined = await allInStep(crowds, patience)
    say(`${size} connected and in step after ${(joined / 1000).toFixed(1)} s`)
    if (joined === Infinity) return { back: Infinity, same: false, closed: 0, memory: 0 }
    await (how === 'stop' ? perch.stop() : perch.kill())
    await wait(300)
    for (const crowd of crowds) crowd.write(sizes.writers)
    await perch.run()
    const id = processOf(perch)
    const processor = id === null ? 0 : processorOf(id)
    const back = await allInStep(crowds, patience)
    if (id !== null) say(`the server used ${(processorOf(id) - processor).toFixed(1)} s of processor for it`)
    const same = await sayTheSame(crowds, crowds.length * sizes.writers)
    const closed = crowds.reduce((sum, crowd) => sum + crowd.closed, 0)
    return { back, same, closed, memory: id === null ? 0 : memoryOf(id).most }
  } finally {
    for (const crowd of crowds) crowd.end()
  }
}

export const promise: Provable = {
  number: 19,
  title: 'a thousand people connected, back within 15 s of a restart',
  gate: 200,
  long: 1_000,
  async run(size, say) {
    const figures: string[] = []
    let held = true
    for (const how of ['stop', 'kill'] as const) {
      const perch = await Perch.start()
      try {
        const { back, same, closed, memory } = await restartUnder(perch, size, how, say)
        const inTime = back <= promised || size < promise.long
        held &&= back < Infinity && inTime && same && closed === 0
        const words = how === 'stop' ? 'restart' : 'kill -9'
        figures.push(
          `${(back / 1000).toFixed(1)} s after a ${words}${same ? '' : ', NOT saying the same'}${closed ? `, ${closed} sent away` : ''}, server ${memory.toFixed(0)} MB`,
        )
        say(figures.at(-1) ?? '')
      } finally {
        await perch.remove()
      }
    }
    return { held, figure: `${size} connected, all back in step ${figures.join('; ')}` }
  },
}
