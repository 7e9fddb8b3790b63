import type { ActionView } from './action.ts'
import { isRequest } from './catalogue.ts'
import { titleOut } from './episode-out.ts'
import type { EpisodeOut } from './episode-out.ts'
import { actionStatus, intentOf } from './fhir-status.ts'
import { idOut, known, ours, refTo } from './fhir-types.ts'
import type { Annotation, Base, Concept, Reference, Resource } from './fhir-types.ts'
import { openWords } from './words-that-leave.ts'

/**
 * An action: what is asked for (a ServiceRequest of a referral, a DeviceRequest of an item) and, for every one, the Task
 * that says whose it is, by when, and how far it has come.
 */
export function actionOf(out: EpisodeOut, action: ActionView, base: Base): Resource[] {
  const task = taskOf(out, action)
  if (action.kind === 'referral') return [serviceRequestOf(out, action, base), task]
  return isRequest(action.kind) ? [deviceRequestOf(out, action, base), task] : [task]
}

/** What all three say alike. */
function common({ page }: EpisodeOut, action: ActionView) {
  const { id, state, urgent, agreedAt, agreedBy } = action
  return {
    id: idOut(id),
    intent: intentOf(state),
    priority: urgent ? 'urgent' : 'routine',
    encounter: page.notes.some(({ date }) => date === action.huddle)
      ? { reference: `Encounter/${encounterId(page.episode, action.huddle)}` }
      : undefined,
    authoredOn: agreedAt,
    requester: { display: agreedBy.name },
  }
}

/** A huddle's part for one person has no id of its own in Perch. */
export function encounterId(episode: string, date: string): string {
  return `${idOut(episode)}.${date}`
}

function performerOf({ teams }: EpisodeOut, { owner, team }: ActionView): Reference {
  const name = teams[team] ?? team
  return { display: owner ? `${owner.name}, ${name}` : name }
}

function codeOf({ item, ...action }: ActionView, base: Base): Concept {
  const text = titleOut({ item, title: action.title })
  return item === null
    ? { text }
    : { coding: [{ system: ours(base, 'catalogue'), code: item, display: text }], text }
}

function notesOf({ detail, lastNote }: ActionView): Annotation[] {
  return [detail, lastNote].flatMap((said) => {
    const text = openWords(said)
    return text ? [{ text }] : []
  })
}

function reasonsOf({ because }: ActionView): Concept[] {
  const text = openWords(because)
  return text ? [{ text }] : []
}

function theirs({ theirReference }: ActionView, base: Base) {
  const value = openWords(theirReference)
  return value ? [{ system: ours(base, 'their-reference'), value }] : []
}

function serviceRequestOf(out: EpisodeOut, action: ActionView, base: Base): Resource {
  return {
    resourceType: 'ServiceRequest',
    ...known(common(out, action)),
    id: idOut(action.id),
    status: actionStatus[action.state].request,
    ...known({
      identifier: theirs(action, base),
      performer: [performerOf(out, action)],
      reasonCode: reasonsOf(action),
      note: notesOf(action),
    }),
    category: [{ text: 'referral' }],
    code: codeOf(action, base),
    subject: refTo('Patient', out.page.episode),
    occurrenceDateTime: action.bookedFor ?? action.due,
  }
}

function deviceRequestOf(out: EpisodeOut, action: ActionView, base: Base): Resource {
  return {
    resourceType: 'DeviceRequest',
    ...known(common(out, action)),
    id: idOut(action.id),
    status: actionStatus[action.state].request,
    ...known({
      identifier: theirs(action, base),
      parameter: parametersOf(action),
      reasonCode: reasonsOf(action),
      note: notesOf(action),
    }),
    codeCodeableConcept: codeOf(action, base),
    subject: refTo('Patient', out.page.episode),
    occurrenceDateTime: action.bookedFor ?? action.due,
    performer: performerOf(out, action),
  }
}

/** How many, where, and what was measured; but never what the person weighs. [choice, as in docs/decisions/0021] */
function parametersOf({ quantity, room, asks = [], measures = [] }: ActionView): Record<string, unknown>[] {
  const unitOf = (name: string) => asks.find((ask) => ask.name === name)?.unit ?? null
  const where = openWords(room)
  return [
    { code: { text: 'quantity' }, valueQuantity: { value: quantity } },
    ...(where ? [{ code: { text: 'room' }, valueCodeableConcept: { text: where } }] : []),
    ...measures
      .filter(({ name }) => unitOf(name) !== 'kg' && !/weight/i.test(name))
      .map(({ name, value }) => ({ code: { text: name }, ...measuredOut(value, unitOf(name)) })),
  ]
}

function measuredOut(value: string, unit: string | null): Record<string, unknown> {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number))
    return { valueCodeableConcept: { text: openWords(value) || 'not said' } }
  return { valueQuantity: { value: number, ...(unit && unit !== 'number' ? { unit } : {}) } }
}

function taskOf(out: EpisodeOut, action: ActionView): Resource {
  const { kind, state, due, escalated } = action
  const focus = { referral: 'ServiceRequest', task: null } as const
  const asked = kind === 'referral' || kind === 'task' ? focus[kind] : 'DeviceRequest'
  const declined = state === 'declined' ? openWords(action.lastNote) : ''
  return {
    resourceType: 'Task',
    ...known(common(out, action)),
    id: idOut(action.id),
    status: actionStatus[state].task,
    businessStatus: { text: escalated ? `${state}, escalated` : state },
    description: titleOut(action),
    for: refTo('Patient', out.page.episode),
    restriction: { period: { end: due } },
    owner: performerOf(out, action),
    ...known({
      focus: asked && refTo(asked, action.id),
      statusReason: declined ? { text: declined } : null,
      note: asked === null ? notesOf(action) : [],
    }),
  }
}
