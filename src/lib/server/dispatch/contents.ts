import { asc, eq, inArray, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import { actionKinds } from '../../reablement/catalogue.ts'
import { measurementsOf } from '../../reablement/measurement.ts'
import { whatLeaves } from '../../reablement/outgoing.ts'
import type { Allowed, Outgoing, OutgoingFacts } from '../../reablement/outgoing.ts'
import { PrivateWords } from '../../reablement/private-words.ts'
import type { PrivateFacts } from '../../reablement/private-words.ts'
import { stillToMeasure } from '../../reablement/request.ts'
import { delivery } from '../storage/dispatch-schema.ts'
import { outbox } from '../storage/ledger-schema.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { action, catalogueItem, episode, person } from '../storage/schema.ts'
import type { Reader } from './channels.ts'

/** As `putInOutbox` wrote it: how the action stood at that step. */
const payload = z.object({
  action: z.string(),
  title: z.string(),
  quantity: z.number(),
  room: z.string().nullable(),
  due: z.string(),
  team: z.string(),
  state: z.string(),
})

/** Whose surname, number and address may stand in no free text, whoever the action is for: everybody of now. */
export function peopleOfNow(reader: Reader): (PrivateFacts & { id: string })[] {
  const { id, forename, knownAs, surname, birthDate, nextOfKin, address, telephone } = person
  return reader
    .select({ id, forename, knownAs, surname, birthDate, nextOfKin, address, telephone })
    .from(person)
    .innerJoin(episode, eq(episode.person, person.id))
    .where(notInArray(episode.state, ['ended', 'declined']))
    .all()
}

/** A hundred names take milliseconds to make patterns of: made anew only when the people are others. */
let kept: { facts: string; words: PrivateWords } | undefined

function wordsWithout(people: readonly PrivateFacts[]): PrivateWords {
  const facts = JSON.stringify(
    people.map(({ forename, knownAs, surname, birthDate, nextOfKin, address, telephone }) => [
      ...[forename, knownAs, surname, birthDate, nextOfKin, address, telephone],
    ]),
  )
  if (kept?.facts !== facts) kept = { facts, words: new PrivateWords(people) }
  return kept.words
}

/** What leaves of these deliveries, in the order they were made. One whose action is gone is left out. */
export function outgoingOf(
  reader: Reader,
  deliveries: readonly string[],
  allowed: Omit<Allowed, 'words'>,
): Outgoing[] {
  const rows = reader
    .select({
      topic: outbox.topic,
      at: outbox.at,
      payload: outbox.payload,
      action,
      person,
      item: catalogueItem,
    })
    .from(delivery)
    .innerJoin(outbox, eq(outbox.id, delivery.outbox))
    .innerJoin(action, eq(action.id, outbox.action))
    .innerJoin(episode, eq(episode.id, action.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .where(inArray(delivery.id, [...deliveries]))
    .orderBy(asc(delivery.sequence))
    .all()
  if (rows.length === 0) return []
  const measured = measuresOf(
    reader,
    rows.map((row) => row.action.id),
  )
  const now = peopleOfNow(reader)
  const gone = rows.filter(({ person: of }) => now.every(({ id }) => id !== of.id)).map((row) => row.person)
  const words = wordsWithout([...now, ...gone])
  return rows.map((row) => whatLeaves(factsOf(row, measured.get(row.action.id) ?? []), { ...allowed, words }))
}

interface Row {
  topic: string
  at: string
  payload: string
  action: typeof action.$inferSelect
  person: typeof person.$inferSelect
  item: typeof catalogueItem.$inferSelect | null
}

function factsOf(row: Row, measured: readonly { name: string; value: string }[]): OutgoingFacts {
  const { item } = row
  const { action: id, ...then } = payload.parse(JSON.parse(row.payload))
  const known = item ? measurementsOf(item) : []
  const unitOf = (name: string) => known.find((one) => one.name === name)?.unit ?? null
  const kind = actionKinds.find((one) => one === row.action.kind) ?? 'task'
  return {
    ...{ topic: row.topic, at: row.at, person: row.person },
    action: {
      ...{ id, ...then, kind, urgent: row.action.urgent },
      item: item && { code: item.code, name: item.name },
      measures: measured.map(({ name, value }) => ({ name, value, unit: unitOf(name) })),
      toMeasure: stillToMeasure(known, measured).map(({ name }) => name),
    },
  }
}

function measuresOf(reader: Reader, actions: string[]): Map<string, { name: string; value: string }[]> {
  const { action: of, name, value } = actionMeasure
  const rows = reader
    .select({ of, name, value })
    .from(actionMeasure)
    .where(inArray(of, actions))
    .orderBy(asc(name))
    .all()
  return Map.groupBy(rows, (row) => row.of)
}
