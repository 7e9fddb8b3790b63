import type { How } from '../../reablement/marks.ts'
import type { InventedPerson, Trouble } from './people.ts'

/** One person in one huddle. */
export interface Moment {
  person: InventedPerson
  /** The huddle’s date, which is what makes two notes about one person differ. */
  on: string
  how: How
  /** Day of 42 then. */
  day: number
}

type Text = (words: Slots) => string
export interface Template {
  how: How
  /** Left out: fits everybody. */
  fits?: (moment: Moment) => boolean
  text: Text
}

/** What the sentences are filled with; each is one choice for this person on this day. */
export interface Slots {
  first: string
  She: string
  she: string
  her: string
  kin: string
  Kin: string
  room: string
  time: string
  far: string
  part: string
  num: string
}

const is =
  (...troubles: Trouble[]) =>
  ({ person }: Moment): boolean =>
    troubles.includes(person.trouble)
const early = ({ day }: Moment): boolean => day <= 7
const late = ({ day }: Moment): boolean => day >= 28
const bridging = ({ person }: Moment): boolean => person.stay.kind !== 'reablement'
const alone = ({ person }: Moment): boolean => person.row.livesAlone === true
const double = ({ person }: Moment): boolean => (person.calls.at(-1)?.carers ?? 1) > 1
const through = ({ person }: Moment): boolean => person.row.interpreter === true

/** What is said when things go well. */
const well: Template[] = [
  { how: 'ok', text: (w) => `Managing ${w.part} with somebody standing by. Confident in the ${w.room}.` },
  {
    how: 'ok',
    text: (w) =>
      `${w.first} now manages ${w.part} alone on most days. Ready to try a day without the ${w.time}.`,
  },
  {
    how: 'ok',
    fits: is('legs'),
    text: (w) => `Walking ${w.far} with the frame, no pain at rest. Stairs are next.`,
  },
  {
    how: 'ok',
    fits: is('legs'),
    text: (w) => `Stairs practised ${w.num} times with therapy; safe with one rail.`,
  },
  {
    how: 'ok',
    fits: is('legs'),
    text: (w) => `Wound clean and dry. ${w.She} stands long enough to make a drink.`,
  },
  {
    how: 'ok',
    fits: is('legs'),
    text: (w) => `Steady on ${w.her} feet this week; slept through ${w.num} nights.`,
  },
  {
    how: 'ok',
    fits: is('breath'),
    text: (w) => `Breathing easier; washes at the basin with one rest. Walked ${w.far}.`,
  },
  {
    how: 'ok',
    fits: is('breath'),
    text: (w) => `Weight steady, ankles down. ${w.She} sorts ${w.her} own tablets now.`,
  },
  { how: 'ok', fits: is('breath'), text: (w) => `Paces ${w.part} well after the chat with the physio.` },
  {
    how: 'ok',
    fits: is('muddle'),
    text: (w) => `Much clearer since the antibiotics ended. ${w.She} knew the day and the carer.`,
  },
  {
    how: 'ok',
    fits: is('muddle'),
    text: (w) => `Drinking chart shows ${w.num} cups by lunch; the ${w.time} is settled.`,
  },
  {
    how: 'ok',
    fits: is('stroke'),
    text: (w) => `Left hand holds a cup for the first time. ${w.She} dresses the top half alone.`,
  },
  {
    how: 'ok',
    fits: is('stroke'),
    text: (w) => `Transfers bed to chair with a little help; ${w.kin} has been shown how.`,
  },
  {
    how: 'ok',
    fits: is('hand'),
    text: (w) => `Plaster off. Buttons are slow but ${w.she} does them; kettle with two hands.`,
  },
  {
    how: 'ok',
    fits: is('hand'),
    text: (w) => `Makes ${w.her} own lunch with the cut-and-peel board. Wrist exercises daily.`,
  },
  { how: 'ok', fits: late, text: () => 'Goals met. Ready to end on the planned day with no ongoing care.' },
  {
    how: 'ok',
    fits: late,
    text: (w) => `Down to the ${w.time} only. ${w.Kin} is happy to take over the shopping.`,
  },
  {
    how: 'ok',
    fits: early,
    text: (w) => `First visits went well. ${w.first} chose the ${w.time} as the one that matters most.`,
  },
  {
    how: 'ok',
    fits: bridging,
    text: (w) => `Provider confirms they restart on the day agreed; nothing else for us in the ${w.time}.`,
  },
]

/** What is said when it should be watched. */
const watch: Template[] = [
  { how: 'watch', text: (w) => `Managing ${w.part} but tires standing. Rests after ${w.num} minutes.` },
  {
    how: 'watch',
    text: (w) => `The ${w.time} runs over by a quarter of an hour most days; most of it goes on ${w.part}.`,
  },
  {
    how: 'watch',
    text: (w) =>
      `${w.She} says ${w.she} is fine; carers see ${w.her} holding on to furniture in the ${w.room}.`,
  },
  { how: 'watch', text: (w) => `Eating little at lunch. ${w.Kin} will bring food ${w.she} likes.` },
  {
    how: 'watch',
    text: (w) =>
      `Declined help with ${w.part} ${w.num} times this week. To talk about what ${w.she} wants from us.`,
  },
  {
    how: 'watch',
    fits: is('legs'),
    text: (w) => `Pain on the first steps in the morning. Takes the tablets too late for the ${w.time}.`,
  },
  {
    how: 'watch',
    fits: is('legs'),
    text: (w) => `Walks ${w.far} and then needs to sit; hip exercises done ${w.num} days of seven.`,
  },
  {
    how: 'watch',
    fits: is('legs'),
    text: (w) => `Low chair: needs ${w.num} tries to stand, more by the ${w.time}.`,
  },
  {
    how: 'watch',
    fits: is('breath'),
    text: (w) => `Breathless after ${w.part}. Sleeps in the chair; ankles a little up.`,
  },
  {
    how: 'watch',
    fits: is('breath'),
    text: (w) => `Oxygen level fine at rest, drops when ${w.she} walks ${w.far}.`,
  },
  {
    how: 'watch',
    fits: is('muddle'),
    text: (w) => `More muddled by the ${w.time}. Tablets left in the box on ${w.num} days.`,
  },
  {
    how: 'watch',
    fits: is('muddle'),
    text: (w) => `Left the cooker on once. ${w.Kin} visits after work and will look.`,
  },
  {
    how: 'watch',
    fits: is('stroke'),
    text: (w) => `Tired after the therapy days; do not plan ${w.part} for the same morning.`,
  },
  {
    how: 'watch',
    fits: is('stroke'),
    text: (w) => `Forgets the left side at the door frame in the ${w.room}; bruise on the hand.`,
  },
  {
    how: 'watch',
    fits: is('hand'),
    text: (w) => `Hand swollen by evening. ${w.She} cannot open the tablet box alone.`,
  },
  {
    how: 'watch',
    fits: late,
    text: (w) =>
      `${w.part[0]?.toUpperCase() ?? ''}${w.part.slice(1)} will still need help after us. Long-term care to be talked through.`,
  },
  {
    how: 'watch',
    fits: bridging,
    text: (w) => `Waiting for the provider to restart; they have offered ${w.num} days only.`,
  },
  {
    how: 'watch',
    fits: alone,
    text: (w) =>
      `Quiet and low since coming home; nobody visits between the calls. ${w.Kin} rings on Sundays.`,
  },
  {
    how: 'watch',
    fits: early,
    text: (w) => `Home with little: no food in, bed upstairs, ${w.room} hard to get to. Settling plan made.`,
  },
  {
    how: 'watch',
    fits: through,
    text: (w) => `Visit with the interpreter: ${w.first} had not understood the tablets. Written out again.`,
  },
  {
    how: 'watch',
    fits: double,
    text: (w) => `Stands with ${w.num} prompts; one carer may do for the ${w.time}. Therapy to look first.`,
  },
]

/** What is said when it worries us. */
const concern: Template[] = [
  { how: 'concern', text: (w) => `Two near-falls in the ${w.room} since the last huddle; nobody hurt.` },
  {
    how: 'concern',
    text: (w) =>
      `Fell on the way to the ${w.room} at night, got up with help from ${w.kin}. Paramedics checked, no injury.`,
  },
  {
    how: 'concern',
    text: (w) =>
      `${w.Kin} rang: ${w.she} sat on the floor of the ${w.room} for an hour before the ${w.time}.`,
  },
  { how: 'concern', text: (w) => `Refused the ${w.time} ${w.num} days running and is losing weight.` },
  {
    how: 'concern',
    fits: is('legs'),
    text: (w) => `Wound is red and weeping. Nurse asked to come before the ${w.time}.`,
  },
  {
    how: 'concern',
    fits: is('legs'),
    text: (w) => `Needs two to stand since the weekend; cannot get ${w.far}.`,
  },
  {
    how: 'concern',
    fits: is('hand'),
    text: (w) => `Scalded ${w.her} good hand with the kettle. Nurse has dressed it.`,
  },
  { how: 'concern', text: (w) => `Not managing ${w.part} at all this week. Skin red on the heels.` },
  {
    how: 'concern',
    fits: is('breath'),
    text: (w) => `Chest worse, coughing at night. GP asked to ring before the ${w.time}.`,
  },
  {
    how: 'concern',
    fits: is('muddle'),
    text: (w) => `Found in the garden at six in the morning. ${w.Kin} is staying over for now.`,
  },
  {
    how: 'concern',
    fits: is('stroke'),
    text: (w) => `Coughs when drinking. Thickened drinks until seen; ${w.kin} told.`,
  },
  {
    how: 'concern',
    fits: is('legs', 'hand'),
    text: (w) => `New pain, will not put weight through it. ${w.She} is waiting for an X-ray.`,
  },
  {
    how: 'concern',
    fits: late,
    text: () => 'Care Act assessment needed before day 42; nothing is arranged yet.',
  },
  {
    how: 'concern',
    fits: bridging,
    text: () => 'Provider has handed the package back. We cannot leave until another is found.',
  },
  {
    how: 'concern',
    fits: alone,
    text: (w) => `Did not answer the door for the ${w.time}; found in bed, cold. Heating was off.`,
  },
]

export const noteTemplates: readonly Template[] = [...well, ...watch, ...concern]
