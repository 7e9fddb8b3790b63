import { pick } from './chance.ts'
import { noteTemplates } from './note-templates.ts'
import type { Moment, Slots } from './note-templates.ts'

const rooms = ['bathroom', 'kitchen', 'hall', 'bedroom', 'front room']
const times = ['morning call', 'lunch call', 'tea call', 'evening call']
const distances = [
  'to the kitchen and back',
  'ten metres',
  'to the front gate',
  'the length of the hall',
  'to the corner',
]
const parts = [
  'a wash at the basin',
  'getting dressed',
  'breakfast',
  'the shower',
  'getting to the toilet',
  'the tablets',
]
const numbers = ['two', 'three', 'four', 'five']

/** One believable sentence or two for a person in a huddle: the same for the same person and day. */
export function noteFor(moment: Moment): string {
  const { person, on, how } = moment
  const fitting = noteTemplates.filter((one) => one.how === how && (one.fits?.(moment) ?? true))
  const special = fitting.filter((one) => one.fits)
  const from =
    special.length > 0 && pick([true, true, false], 'special', person.reference, on) ? special : fitting
  return pick(from, 'note', person.reference, on).text(slotsFor(moment))
}

function slotsFor({ person, on }: Moment): Slots {
  const key = [person.reference, on]
  const { she, her } = person.words
  return {
    first: person.first,
    She: `${she[0]?.toUpperCase() ?? ''}${she.slice(1)}`,
    she,
    her,
    kin: `${her} ${person.relation}`,
    Kin: `${her[0]?.toUpperCase() ?? ''}${her.slice(1)} ${person.relation}`,
    room: pick(rooms, 'room', ...key),
    time: pick(times, 'time', ...key),
    far: pick(distances, 'far', ...key),
    part: pick(parts, 'part', ...key),
    num: pick(numbers, 'number', ...key),
  }
}
