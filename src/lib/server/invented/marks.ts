import type { How, TeamMark } from '../../reablement/marks.ts'
import { daysBetween } from '../../reablement/dates.ts'
import { freeDays } from '../../reablement/episode.ts'
import { pick, shuffled } from './chance.ts'
import { colleaguesOf } from './colleagues.ts'
import type { Invention } from './invent.ts'
import type { InventedPerson } from './people.ts'

/** What one colleague put on the first page about one person before the huddle. */
export interface InventedMark {
  /** The episode’s id. */
  episode: string
  /** The colleague’s id. */
  by: string
  how?: How
  /** Team code → mark. */
  teams?: Record<string, TeamMark>
  raised?: string
  note?: string
}

/** One thing that may stand on the page; `team` says who wrote it. */
interface Entry {
  team: string
  how?: How
  teams?: Record<string, TeamMark>
  raised?: string
  note?: (person: InventedPerson) => string
}

const newcomers: Entry[] = [
  {
    team: 'RP',
    teams: { MA: 'ask' },
    note: () => 'First visit this evening. Key safe to be fitted before 16:00.',
  },
  { team: 'OT', teams: { OT: 'ask' }, note: () => 'Stairs assessed; second rail asked for.' },
  { team: 'RP', note: (p) => `Settled in well. ${p.first} would like the morning call before eight.` },
  {
    team: 'NT',
    teams: { NT: 'see' },
    note: () => 'Discharge letter has an older tablet list. Nurse to look today.',
  },
  { team: 'RP', teams: { CT: 'ask' }, note: () => 'No way to call for help at night yet.' },
  { team: 'RP' },
]

const pastSixWeeks: Entry[] = [
  {
    team: 'SW',
    how: 'watch',
    teams: { SW: 'ask' },
    note: () => 'Waiting for provider to restart; a day is promised for this week.',
  },
  {
    team: 'SW',
    how: 'concern',
    teams: { SW: 'ask' },
    raised: 'nobody has taken the package',
    note: () => 'Two providers have said no. Third asked on Friday.',
  },
  {
    team: 'RP',
    how: 'watch',
    teams: { SW: 'see' },
    note: () => 'Family asks what it will cost from now on. Letter to be sent.',
  },
  { team: 'SW', how: 'ok', note: () => 'Restart confirmed; last visit from us the evening before.' },
]

const late: Entry[] = [
  {
    team: 'MA',
    how: 'watch',
    teams: { MA: 'ask' },
    note: () => 'Fitter was let down by the supplier. Booked again for this morning.',
  },
  {
    team: 'OT',
    how: 'concern',
    teams: { OT: 'ask', SW: 'ask' },
    note: () => 'Two near-falls on the step. Care Act assessment needed before day 42.',
  },
  {
    team: 'RP',
    how: 'watch',
    teams: { CT: 'see' },
    note: () => 'Medication reminder still not set up, third day.',
  },
  { team: 'RP', how: 'watch', note: () => 'Nobody was in when they came. Needs a ring first.' },
  {
    team: 'OT',
    how: 'watch',
    teams: { OT: 'see' },
    note: (p) => `Delivered to the wrong door; ${p.first} is managing with the old one.`,
  },
  {
    team: 'SW',
    how: 'watch',
    teams: { SW: 'ask' },
    note: () => 'Assessment moved twice. To agree who goes.',
  },
]

const ending: Entry[] = [
  { team: 'RP', how: 'ok', note: () => 'All goals met. Ready to end as planned, no ongoing care.' },
  {
    team: 'RP',
    how: 'ok',
    note: (p) => `Ends this week, independent. ${p.first} would like a call in a fortnight.`,
  },
  {
    team: 'OT',
    how: 'ok',
    teams: { OT: 'see' },
    note: () => 'Last visit by therapy tomorrow; frame goes back to the store.',
  },
  {
    team: 'SW',
    how: 'watch',
    teams: { SW: 'ask' },
    raised: 'end date is too early',
    note: () => 'Still needs help with the shower. End date to be talked about.',
  },
  { team: 'RP', how: 'ok' },
]

const others: Entry[] = [
  {
    team: 'OT',
    how: 'watch',
    teams: { OT: 'ask', CT: 'see' },
    note: () => 'Managing wash at the basin but tires standing. OT suggests perching stool for bathroom.',
  },
  {
    team: 'NT',
    how: 'concern',
    teams: { NT: 'ask' },
    raised: 'heels are red',
    note: () => 'Not moving much since the weekend. Nurse asked to see the heels.',
  },
  { team: 'RP', how: 'ok', note: () => 'One carer was enough all weekend. To step down?' },
  {
    team: 'CT',
    how: 'watch',
    teams: { CT: 'see' },
    note: () => 'Pendant pressed twice by mistake. To show again how it works.',
  },
  {
    team: 'OT',
    how: 'ok',
    teams: { OT: 'see' },
    note: (p) => `Priya to see ${p.words.she === 'he' ? 'him' : 'her'} with the bath board tomorrow.`,
  },
  {
    team: 'RP',
    how: 'watch',
    raised: 'carers are worried about lunch',
    note: () => 'Plate comes back full. Family will look in at midday.',
  },
  {
    team: 'NT',
    how: 'watch',
    teams: { NT: 'ask' },
    note: () => 'Breathless on the stairs again. Tablets changed on Thursday?',
  },
  { team: 'RP', how: 'ok', note: () => 'No change' },
]

/** About twenty-five people, so that the first page looks as it does when a team has prepared. */
export function marksOf(invention: Invention): InventedMark[] {
  const taken = new Set<string>()
  const groups: [Entry[], InventedPerson[]][] = [
    [newcomers, newest(invention)],
    [late, overdue(invention)],
    [pastSixWeeks, invention.people.filter(({ day }) => day > freeDays)],
    [ending, leaving(invention)],
    [
      others,
      shuffled(
        invention.people.filter(({ day }) => day > 6 && day < 24),
        ({ reference }) => reference,
        'marks',
      ),
    ],
  ]
  return groups.flatMap(([entries, people]) => {
    const free = people.filter(({ reference }) => !taken.has(reference)).slice(0, entries.length)
    for (const { reference } of free) taken.add(reference)
    return free.flatMap((person, place) => markOf(entries[place], person))
  })
}

function markOf(entry: Entry | undefined, person: InventedPerson): InventedMark[] {
  if (!entry) return []
  const { team, note, ...marks } = entry
  const by = pick(colleaguesOf(team), 'mark', person.reference).id
  return [{ episode: person.episode, by, ...marks, ...(note ? { note: note(person) } : {}) }]
}

function newest({ people, calendar }: Invention): InventedPerson[] {
  return people.filter(({ stay }) => Date.parse(stay.arrivedAt) > calendar.lastClose)
}

function overdue({ actions, calendar }: Invention): InventedPerson[] {
  return [
    ...new Set(
      actions.filter((one) => one.end === null && one.due < calendar.firstDay).map(({ person }) => person),
    ),
  ]
}

function leaving({ people, calendar }: Invention): InventedPerson[] {
  const left = ({ stay }: InventedPerson) =>
    stay.plannedEnd ? daysBetween(calendar.firstDay, stay.plannedEnd) : -1
  return people.filter((person) => left(person) >= 0 && left(person) <= 4)
}
