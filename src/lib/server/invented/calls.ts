import type { LocalDate } from '../../reablement/dates.ts'
import { addDays, instantOf } from '../../reablement/dates.ts'
import type { Calls } from '../../reablement/episode.ts'
import { step } from '../../reablement/episode.ts'
import { between, chance, idFor, pick, shuffled } from './chance.ts'
import { colleaguesOf } from './colleagues.ts'
import type { Calendar, CallRow } from './people.ts'

export interface Stay {
  reference: string
  episode: string
  start: LocalDate
  arrivedAt: string
  day: number
  now: Calls
}

const why = {
  'step down': [
    'Managing breakfast alone; agreed in the huddle',
    'Washing and dressing without help; agreed in the huddle',
    'Lunch is now made by the family',
    'Takes tablets from the box without prompting',
    'Safe to transfer with one carer, seen by therapy',
    'Settles at night without the last call',
  ],
  'step up': [
    'Unsteady since the infection; agreed in the huddle',
    'Not eating at lunch without somebody there',
  ],
  same: [
    'Calls were shorter than planned; length agreed in the huddle',
    'Call length settled after the first week',
  ],
} as const

/** How the calls came to be what the file says: most have stepped down on a huddle’s day since they came. */
export function callsOf(stay: Stay, calendar: Calendar): CallRow[] {
  const days = calendar.past.filter(
    (date) => date > addDays(stay.start, 1) && date > stay.arrivedAt.slice(0, 10),
  )
  const patterns = patternsOf(stay, Math.min(changesOf(stay), days.length))
  const changes = patterns.length - 1
  const dates = shuffled(days, (date) => date, 'change', stay.reference)
    .slice(0, changes)
    .sort()
  return patterns.map((calls, place) => rowOf(stay, calls, place, patterns[place - 1], dates[place - 1]))
}

function changesOf({ day, reference }: Stay): number {
  if (day < 5) return 0
  if (day < 12) return chance('changes', reference) < 0.55 ? 1 : 0
  return between(day < 22 ? 0 : 1, day < 22 ? 2 : 3, 'changes', reference)
}

/** Up to so many changes back from today’s calls, oldest first. */
function patternsOf(stay: Stay, changes: number): Calls[] {
  const patterns = [stay.now]
  for (let back = 1; back <= changes; back++) {
    const earlier = before(patterns[0] ?? stay.now, stay, back)
    if (!earlier) break
    patterns.unshift(earlier)
  }
  return patterns
}

/** What the calls were one change earlier; null when they can hardly have been more. */
function before(calls: Calls, { reference }: Stay, back: number): Calls | null {
  const drawn = chance('before', reference, back)
  if (drawn < 0.1 && calls.perDay > 1) return { ...calls, perDay: calls.perDay - 1 }
  if (drawn > 0.93 && calls.minutes < 45) return { ...calls, minutes: calls.minutes + 15 }
  if (calls.perDay < 4) return { ...calls, perDay: calls.perDay + 1 }
  return calls.carers === 1 && drawn < 0.5 ? { ...calls, carers: 2 } : null
}

function rowOf(
  stay: Stay,
  calls: Calls,
  place: number,
  was: Calls | undefined,
  date: string | undefined,
): CallRow {
  const fixed = { id: idFor('calls', stay.reference, place), episode: stay.episode, ...calls }
  if (!was || !date) {
    return { ...fixed, from: stay.start, why: 'from the caseload file', changedBy: null, at: stay.arrivedAt }
  }
  const at = instantOf(
    date,
    `10:${String(between(12, 58, 'change at', stay.reference, place))}`,
  ).toISOString()
  const changedBy = pick(colleaguesOf('RP'), 'changed by', stay.reference, place).id
  return {
    ...fixed,
    from: date,
    why: pick(why[step(was, calls)], 'why', stay.reference, place),
    changedBy,
    at,
  }
}
