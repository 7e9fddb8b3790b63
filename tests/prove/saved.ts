import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { between } from '#lib/server/invented/chance.ts'
import { pause, Perch } from '../support/perch.ts'
import { SignedIn } from '../support/signed-in.ts'
import type { Found, Provable } from './provable.ts'
import { activeEpisodes, compareFile, comparePage } from './saved-check.ts'
import type { Standing, Tally } from './saved-check.ts'
import { Typist } from './saved-typist.ts'

const names = ['priya.shah', 'tom.hallam', 'dee.kaur', 'joyce.lam', 'amrit.bains', 'nadia.osman']
/** Kills on one folder of data before a new one is begun, and servers killed side by side: most of it is starting. */
const killsAFolder = 13
const atOnce = 2
/** A kill comes this long after typing began, in milliseconds. */
const [soonest, latest] = [20, 450]
const notesACycle = 8

/** Promise 1: what was called saved, or was shown to anybody, is there after `kill -9`. */
export const promise: Provable = {
  number: 1,
  title: 'Saved means on disk',
  gate: 25,
  long: 1_000,
  run: prove,
}

async function prove(size: number, say: (words: string) => void): Promise<Found> {
  const seed = process.env['PROVE_SEED'] ?? String(Date.now() % 1e6)
  say(`seed ${seed} (PROVE_SEED=${seed} kills at the same moments)`)
  const tally: Tally = { edits: 0, seen: 0, actions: 0, lost: [], broken: [] }
  for (let first = 0; first < size; first += atOnce * killsAFolder) {
    const folders = Array.from({ length: atOnce }, (_, more) => first + more * killsAFolder)
    const last = (cycle: number) => Math.min(cycle + killsAFolder, size)
    await Promise.all(folders.map((cycle) => oneFolder(seed, cycle, last(cycle), tally)))
    say(figureOf(Math.min(first + atOnce * killsAFolder, size), tally))
  }
  for (const words of [...tally.lost, ...tally.broken].slice(0, 20)) say(words)
  const tried = tally.edits > size && tally.actions > 0
  return {
    held: tried && tally.lost.length === 0 && tally.broken.length === 0,
    figure: `${figureOf(size, tally)}; seed ${seed}`,
  }
}

function figureOf(kills: number, { edits, seen, actions, lost, broken }: Tally): string {
  const counted = [edits, seen, actions].map((each) => each.toLocaleString('en-GB'))
  const [saved = '', shown = '', agreed = ''] = counted
  const what = `${saved} edits saved, ${shown} only seen by others, ${agreed} actions agreed`
  return `${String(kills)} kills: ${what}; ${String(lost.length)} lost, ${String(broken.length)} checks failed`
}

/** Kills and restarts one server on one folder of data, so that each start reads what many kills left. */
async function oneFolder(seed: string, from: number, to: number, tally: Tally): Promise<void> {
  if (from >= to) return
  const perch = await Perch.start({ data: mkdtempSync(join(tmpdir(), 'perch-saved-')) })
  try {
    const colleagues = await Promise.all(names.map((name) => SignedIn.as(perch, `${name}@perch.example`)))
    const episodes = activeEpisodes(perch.data)
    const standing: Standing = new Map()
    for (let cycle = from; cycle < to; cycle += 1) {
      await oneKill({ perch, colleagues, episodes, standing, tally }, `${seed}c${String(cycle)}`)
    }
  } finally {
    await perch.remove()
  }
}

interface Going {
  perch: Perch
  colleagues: SignedIn[]
  episodes: string[]
  standing: Standing
  tally: Tally
}

async function oneKill(
  { perch, colleagues, episodes, standing, tally }: Going,
  cycle: string,
): Promise<void> {
  const typists = await Promise.all(
    colleagues.map((colleague, who) => Typist.join(colleague, `${cycle}w${String(who)}`)),
  )
  const first = between(0, episodes.length - 1, 'first', cycle)
  const some = [...episodes, ...episodes].slice(first, first + notesACycle)
  for (const [who, typist] of typists.entries()) typist.start(some, episodes[who] ?? '')
  await pause(between(soonest, latest, 'kill', cycle))
  for (const typist of typists) typist.stayAway()
  await perch.kill()
  await Promise.all(typists.map((typist) => typist.lost()))
  await perch.run()
  const reader = await colleagues[0]?.page()
  if (!reader) throw new Error('nobody can read')
  comparePage(typists, reader.doc, standing, tally)
  compareFile(perch.data, { huddle: reader.where.huddle, doc: reader.doc }, typists, tally)
  reader.leave()
  for (const typist of typists) typist.leave()
}
