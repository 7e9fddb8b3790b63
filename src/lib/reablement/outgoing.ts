import type { ActionKind } from './catalogue.ts'
import type { LocalDate } from './dates.ts'
import { shownName } from './person.ts'
import type { PrivateWords } from './private-words.ts'

/** What leaves Perch because of an act, and in which form. */

/** How much of the person leaves: a setting per team, the least by default. [choice] */
export const identities = ['reference', 'initials', 'name and address'] as const
export type Identity = (typeof identities)[number]

/** How something leaves besides the team's list, which always has it. */
export const channelKinds = ['mail', 'webhook', 'file'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** What arrives with a team: it has something to do now. */
const arrivals: readonly string[] = ['action agreed', 'action re-assigned']
/** What is another now of something it has. */
const changes: readonly string[] = ['action re-dated', 'action escalated', 'action declined']
/** What nobody has signed off is nobody's outside. [seed: "The server enforces it"] */
const staysHere = 'action to sign off'
/** What waits too long: to the team, and to whoever leads it. */
export const toldTopics = { again: 'action told again', lead: 'action told to lead' } as const

export function isTold(topic: string): boolean {
  return topic === toldTopics.again || topic === toldTopics.lead
}
/** What it has no more. */
const takenBack: readonly string[] = ['action withdrawn', 'action cancelled', 'action undone']

export function isArrival(topic: string): boolean {
  return arrivals.includes(topic)
}

export function isTakenBack(topic: string): boolean {
  return takenBack.includes(topic)
}

/**
 * `single` leaves at once; `gathered` waits for the close of the huddle and leaves in one digest; `together` leaves at
 * once with all that was told at the same look.
 */
export type Form = 'single' | 'gathered' | 'together'

/**
 * In which forms a topic leaves by a channel. A webhook gets every step, as it happens. By mail and in files a team
 * hears what others did with its actions, and not each step it takes itself: what is urgent by a mail of its own, the
 * rest in the digest. What waits too long is one mail a look; no file, which would be keyed in again. What waits for
 * sign-off leaves by none. What a mail has said already is taken back by a mail at once. [choice]
 */
export function formsOf(
  kind: ChannelKind,
  topic: string,
  { urgent, gathered, told }: { urgent: boolean; gathered: boolean; told: boolean },
): Form[] {
  if (topic === staysHere) return []
  if (kind === 'webhook') return ['single']
  if (isTold(topic)) return kind === 'mail' ? ['together'] : []
  const leaves = [...arrivals, ...changes, ...takenBack].includes(topic)
  if (!leaves) return []
  if (kind === 'file') return ['single']
  if (isTakenBack(topic))
    return [...(told ? ['single' as const] : []), ...(gathered ? ['gathered' as const] : [])]
  return urgent ? ['single', 'gathered'] : ['gathered']
}

/** Everything that is known where it is decided what leaves. */
export interface OutgoingFacts {
  topic: string
  /** Instant, ISO UTC. */
  at: string
  action: {
    id: string
    kind: ActionKind
    /** The catalogue's code and name; null for a plain task. */
    item: { code: string; name: string } | null
    title: string
    quantity: number
    room: string | null
    due: LocalDate
    team: string
    state: string
    urgent: boolean
    /** The name of what was measured, its value and its unit. */
    measures: readonly { name: string; value: string; unit: string | null }[]
  }
  person: {
    reference: string
    forename: string
    knownAs: string | null
    surname: string
    address: string | null
    postcode: string | null
  }
}

/** What leaves of one step of one action; everything a mail, a webhook or a file is made of. */
export interface Outgoing {
  topic: string
  at: string
  action: string
  kind: ActionKind
  item: string | null
  what: string
  quantity: number
  room: string
  measures: string
  due: LocalDate
  team: string
  state: string
  urgent: boolean
  person: { reference: string; initials?: string; name?: string; address?: string; postcode?: string }
}

/** In place of words that are nobody else's business. */
const onlyInPerch = 'see the list in Perch'
/** [law: nothing about a key safe leaves in free text; that one is asked for, by its name in the catalogue, does] */
const keySafe = /\bkey[\s_-]*safes?\b/i

/**
 * The one place that decides what leaves. Of the person: what the team's setting allows and nothing else, ever. Notes,
 * reasons and details never do; other free text (a plain task, a room) goes through PrivateWords and loses the person's
 * own first names, too. An item is said by its name in the catalogue.
 */
export function whatLeaves(facts: OutgoingFacts, identity: Identity, words: PrivateWords): Outgoing {
  const { action, person } = facts
  const free = (text: string) => freeWords(text, person, words)
  const { id, kind, quantity, due, team, state, urgent } = action
  return {
    ...{ topic: facts.topic, at: facts.at, action: id, kind },
    item: action.item?.code ?? null,
    what: action.item?.name ?? (free(action.title) || onlyInPerch),
    quantity,
    room: free(action.room ?? ''),
    measures: action.measures.map((one) => sayMeasure(one, free)).join('; '),
    ...{ due, team, state, urgent },
    person: { reference: person.reference, ...shownPerson(person, identity) },
  }
}

function sayMeasure(
  { name, value, unit }: { name: string; value: string; unit: string | null },
  free: (text: string) => string,
): string {
  return `${name}: ${unit === null ? free(value) : `${value} ${unit}`}`
}

function freeWords(
  text: string,
  { forename, knownAs }: OutgoingFacts['person'],
  words: PrivateWords,
): string {
  const kept = text
    .split(/(?<=[.;!?\n])/)
    .filter((sentence) => !keySafe.test(sentence))
    .join('')
  const names = `${forename} ${knownAs ?? ''}`.split(/\s+/).filter((name) => name.length > 1)
  let left = words.without(kept)
  for (const name of names)
    left = left.replaceAll(new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, 'giu'), '…')
  return left.trim()
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function shownPerson(
  person: OutgoingFacts['person'],
  identity: Identity,
): Omit<Outgoing['person'], 'reference'> {
  const { forename, knownAs, surname, address, postcode } = person
  const name = shownName(forename, knownAs, surname)
  switch (identity) {
    case 'reference':
      return {}
    case 'initials':
      return { initials: initialsOf(name) }
    case 'name and address':
      return { name, address: address ?? '', postcode: postcode ?? '' }
  }
}

/** "Kamla Chauhan" → "KC" */
function initialsOf(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => /\p{L}/u.exec(word)?.[0]?.toUpperCase() ?? '')
    .join('')
}

/** What one line of a digest says, and the step of it that came last. */
export interface DigestLine<T> {
  section: 'arrived' | 'changed' | 'declined' | 'gone'
  last: T
}

/** One line for each action, oldest first. What came and went within one huddle is not told at all. */
export function digestLines<T extends { topic: string; action: string }>(
  steps: readonly T[],
): DigestLine<T>[] {
  return [...Map.groupBy(steps, ({ action }) => action).values()].flatMap((ofOne): DigestLine<T>[] => {
    const last = ofOne.at(-1)
    if (!last) return []
    const came = ofOne.some(({ topic }) => isArrival(topic))
    if (isTakenBack(last.topic)) return came ? [] : [{ section: 'gone', last }]
    if (last.topic === 'action declined') return [{ section: 'declined', last }]
    return [{ section: came ? 'arrived' : 'changed', last }]
  })
}

/** What a hand-off file can hold, and its heading where the setting names no other. */
export const fileFields = {
  reference: 'Reference',
  initials: 'Initials',
  name: 'Name',
  address: 'Address',
  postcode: 'Postcode',
  what: 'What',
  item: 'Item code',
  quantity: 'Quantity',
  room: 'Room',
  measures: 'Measurements',
  due: 'Needed by',
  urgent: 'Urgent',
  step: 'Step',
  team: 'Team',
  action: 'Action',
  at: 'Written',
} as const
export type FileField = keyof typeof fileFields
export const fileFieldNames = Object.keys(fileFields) as FileField[]

/** One column of a hand-off file, in its place. */
export interface FileColumn {
  field: FileField
  heading: string
}

export const usualColumns: readonly FileColumn[] = (
  ['reference', 'what', 'item', 'quantity', 'room', 'measures', 'due', 'urgent', 'step'] as const
).map((field) => ({ field, heading: fileFields[field] }))

/** The columns as an administrator types them, one a line: "what = Product". */
export function sayColumns(columns: readonly FileColumn[]): string {
  return columns
    .map(({ field, heading }) => (heading === fileFields[field] ? field : `${field} = ${heading}`))
    .join('\n')
}

/** Reads them back; what cannot be read is asked about in words. */
export function readColumns(text: string): { columns: FileColumn[] } | { ask: string } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const columns: FileColumn[] = []
  for (const line of lines) {
    const [before = '', ...after] = line.split('=')
    const field = fileFieldNames.find((name) => name === before.trim().toLowerCase())
    if (!field)
      return { ask: `There is no field “${before.trim()}”. There are: ${fileFieldNames.join(', ')}.` }
    const heading = after.join('=').trim() || fileFields[field]
    if (heading.length > 60) return { ask: `The heading of “${field}” is longer than 60 letters.` }
    if (columns.some((one) => one.heading === heading))
      return { ask: `Two columns are called “${heading}”. Give one another heading.` }
    columns.push({ field, heading })
  }
  return columns.length ? { columns } : { ask: 'Name one field at least.' }
}

/** What stands in a column for one action. */
export function cellOf(field: FileField, outgoing: Outgoing): string | number {
  const { person, topic, urgent } = outgoing
  switch (field) {
    case 'reference':
      return person.reference
    case 'initials':
    case 'name':
    case 'address':
    case 'postcode':
      return person[field] ?? ''
    case 'urgent':
      return urgent ? 'yes' : 'no'
    case 'step':
      return topic.replace(/^action /, '')
    case 'item':
      return outgoing.item ?? ''
    case 'what':
    case 'quantity':
    case 'room':
    case 'measures':
    case 'due':
    case 'team':
    case 'action':
    case 'at':
      return outgoing[field]
  }
}
