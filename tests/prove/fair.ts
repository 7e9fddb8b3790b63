import { fork } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { standardLimits } from '#lib/server/rooms/limits.ts'
import { Perch } from '../support/perch.ts'
import { addPeople, episodesOf, inMs, memoryOf, pageFor, processOf, share } from './crowd-people.ts'
import type { Someone } from './crowd-people.ts'
import { PageSocket, Pen, syncMessage } from './crowd-socket.ts'
import type { AbuseOrder, AbuseReport } from './fair-abusers.ts'
import type { Provable } from './provable.ts'

const normal = { people: 50, lettersPerSecond: 3 }
const abusers = { people: 10, times: 10 }
/** What is promised: milliseconds, and MB. */
const promised = { p99: 500, stalled: 30 }
/** The run from which on the stopwatch decides, in seconds; a shorter one counts only. */
const longRun = 60

interface Typed {
  taken: number[]
  lost: number
}

/** Types at a person's pace until it is over; every letter must be saved. */
async function type(who: Someone, notes: string[], until: number): Promise<Typed> {
  const page = await PageSocket.open(who)
  const pen = new Pen(page.where.client, notes)
  const typed: Typed = { taken: [], lost: 0 }
  const pause = 1000 / normal.lettersPerSecond
  const answers: Promise<void>[] = []
  await wait(Math.random() * pause)
  while (performance.now() < until) {
    const answer = page.send(pen.write('a')).then((taken) => {
      if (taken === null) typed.lost += 1
      else typed.taken.push(taken)
    })
    answers.push(answer)
    await wait(pause)
  }
  await Promise.race([Promise.all(answers), wait(60_000)])
  typed.lost = answers.length - typed.taken.length
  page.leave()
  return typed
}

async function abuse(order: AbuseOrder): Promise<AbuseReport> {
  const child = fork(fileURLToPath(new URL('fair-abusers.ts', import.meta.url)), {
    execPath: 'node_modules/.bin/node',
  })
  return new Promise((done, failed) => {
    child.once('message', (report) => done(report as AbuseReport))
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`the abusers ended with ${String(code)}`)))
    child.send(order)
  })
}

/** Fills notes, so that the whole page is worth asking for. */
async function fill(people: Someone[], notes: string[]): Promise<void> {
  await Promise.all(
    people.map(async (who, index) => {
      const page = await PageSocket.open(who)
      const mine = notes.filter((_, at) => at % people.length === index)
      const pen = new Pen(page.where.client, mine, 3_900)
      for (let note = 0; note < mine.length; note += 1) await page.send(pen.write('w'.repeat(3_900)))
      page.leave()
    }),
  )
}

/** Asks for the whole page as often as a burst allows and reads nothing of it. What that cost the server, in MB. */
async function stall(who: Someone, server: number): Promise<{ cost: number; cutOff: boolean }> {
  const page = await PageSocket.open(who)
  const before = memoryOf(server).now
  page.ws.pause()
  for (let asked = 0; asked < standardLimits.messagesBurst / 15 - 2; asked += 1) {
    page.raw(syncMessage(0, Uint8Array.of(0)))
  }
  let most = before
  for (let look = 0; look < 60; look += 1) {
    await wait(50)
    most = Math.max(most, memoryOf(server).now)
  }
  page.ws.resume()
  await Promise.race([page.ended, wait(30_000)])
  page.leave()
  return { cost: most - before, cutOff: page.closed !== null }
}

async function meeting(perch: Perch, seconds: number) {
  const server = processOf(perch)
  if (server === null) throw new Error('the server is not there')
  const notes = episodesOf(perch)
  const [good, bad, fillers] = [normal.people, abusers.people, 20].map((count) => addPeople(perch, count))
  const [reader] = addPeople(perch, 1)
  if (!good || !bad || !fillers || !reader) throw new Error('nobody there')
  await fill(fillers, notes.slice(0, 50))
  const until = performance.now() + (seconds + 3) * 1000
  const typing = Promise.all(good.map((who, index) => type(who, [notes[50 + index] ?? ''], until)))
  await wait(2_000)
  const people = await Promise.all(
    bad.map(async (who, index) => ({
      ...{ who, where: await pageFor(who) },
      notes: notes.slice(100 + index, 101 + index),
    })),
  )
  const perSecond = standardLimits.messagesPerSecond * abusers.times
  const abusing = abuse({ people, perSecond, seconds })
  const typed = await typing
  const report = await abusing
  await wait(1_000)
  const stalled = await stall(reader, server)
  const lost = typed.reduce((sum, each) => sum + each.lost, 0)
  return { taken: typed.flatMap((each) => each.taken), lost, report, stalled }
}

export const promise: Provable = {
  number: 6,
  title: 'one person cannot slow the rest',
  /** Seconds of abuse. */
  gate: 8,
  long: longRun,
  async run(size, say) {
    const perch = await Perch.start()
    try {
      const { taken, lost, report, stalled } = await meeting(perch, size)
      const p99 = share(taken, 0.99)
      say(
        `${normal.people} people: saved in p50 ${inMs(share(taken, 0.5))}, p99 ${inMs(p99)}, worst ${inMs(share(taken, 1))}`,
      )
      say(`${abusers.people} abusers: ${report.sent} messages, cut off ${report.cutOff} times`)
      const counted = lost === 0 && taken.length > 0 && report.cutOff >= abusers.people && stalled.cutOff
      const inTime = p99 < promised.p99 && stalled.cost <= promised.stalled
      const figure = `${taken.length} edits of ${normal.people} people, ${lost} not saved, p99 ${inMs(p99)} beside ${abusers.people} abusers (cut off ${report.cutOff} times); a stalled reader cost ${stalled.cost.toFixed(0)} MB${stalled.cutOff ? ' and was cut off' : ''}`
      return { held: counted && (inTime || size < longRun), figure }
    } finally {
      await perch.remove()
    }
  },
}
