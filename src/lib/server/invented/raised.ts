import { eq } from 'drizzle-orm'
import { londonDate } from '../../reablement/dates.ts'
import { shortName } from '../../reablement/colleague.ts'
import { raiseReason } from '../../reablement/raised.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import { idFor } from './chance.ts'
import { inventedColleagues } from './colleagues.ts'
import type { Invention } from './invent.ts'
import type { InventedMark } from './marks.ts'

interface InventedRaise {
  episode: string
  at: number
  words: string
}

const hour = 3_600_000
const supper = 'last night’s supper was not touched either'

/**
 * What a reablement worker raised from her phone: two things the last huddle talked about, one with something agreed and
 * one without, and one for the huddle to come, about somebody her team has raised on the page already.
 */
export function writeRaised(
  tx: Transaction,
  invention: Invention,
  marks: readonly InventedMark[],
  now: Date,
) {
  const author = inventedColleagues.find(({ name }) => name === 'Nadia Osman')
  if (!author) return
  for (const [place, one] of [...pastRaises(invention), ...comingRaises(marks, now)].entries()) {
    const { episode, words } = one
    const at = new Date(one.at).toISOString()
    tx.insert(raised)
      .values({ id: idFor('raised', String(place)), episode, colleague: author.id, at, words })
      .run()
    const said = raiseReason({ by: shortName(author.name), words })
    const told = { kind: 'huddle', on: londonDate(new Date(at)), words: `R${said.slice(1)}` }
    tx.insert(episodeEvent)
      .values({ id: idFor('raised told', String(place)), episode, at, colleague: author.id, ...told })
      .run()
  }
}

/** About people the last huddle talked about: a rail that was agreed, and nothing that was. */
function pastRaises({ huddles, actions }: Invention): InventedRaise[] {
  const last = huddles.at(-1)
  if (!last) return []
  const agreed = actions.filter(({ date }) => date === last.date)
  const talked = last.turns.filter(({ outcome }) => outcome === 'discussed').map(({ person }) => person)
  const has = (reference: string, item: RegExp) =>
    agreed.some(({ person, ask }) => person.reference === reference && item.test(ask.item ?? ''))
  const withRail = talked.find(({ reference }) => has(reference, /^MIN-/)) ?? talked[0]
  const without = talked.find(({ reference }) => !agreed.some(({ person }) => person.reference === reference))
  const at = last.started - 2 * hour
  return [
    ...(withRail ? [{ episode: withRail.stay.id, at, words: 'nothing to hold on to at the step' }] : []),
    ...(without
      ? [{ episode: without.stay.id, at, words: 'asks every evening whether the calls go on' }]
      : []),
  ]
}

function comingRaises(marks: readonly InventedMark[], now: Date): InventedRaise[] {
  const lunch = marks.find((mark) => mark.raised?.includes('lunch'))
  const at = now.getTime() - hour
  return lunch ? [{ episode: lunch.episode, at, words: supper }] : []
}

/** Gives what was raised about a supper its photo, kept before. */
export function addSupperPhoto(storage: Storage, { photo, sha256 }: { photo: string; sha256: string }): void {
  storage.update(raised).set({ photo, photoSha256: sha256 }).where(eq(raised.words, supper)).run()
}
