import { londonDate, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { communicationNeeds } from '../../reablement/person.ts'
import type { EpisodeRow, PersonRow } from './on-board.ts'

/**
 * What a row says in grey beneath the name, the most pressing for a visit first. `communication` is the whole flag, for
 * desks; without it no more is said than may be on the shared screen: language and interpreter. `away`: the day they
 * went to hospital, by the stays that are written down.
 */
export function flagsOf(
  person: PersonRow,
  stay: EpisodeRow,
  carers: number | null,
  away: LocalDate | null,
  communication = communicationNeeds(person),
): string[] {
  const flags = [
    communication,
    person.livesAlone === true ? 'lives alone' : '',
    // Three could be said once, and rows of calls never change: whoever needs more than one stays flagged.
    (carers ?? 1) > 1 ? 'two carers' : '',
    stay.kind === 'reablement' ? '' : stay.kind,
    inHospital(stay, away),
  ]
  return flags.filter((flag) => flag !== '')
}

/** "in hospital since Mon 23 Nov" */
function inHospital({ state, hospitalAt }: EpisodeRow, away: LocalDate | null): string {
  if (state !== 'paused') return ''
  const since = away ?? (hospitalAt === null ? null : londonDate(new Date(hospitalAt)))
  return since === null ? 'in hospital' : `in hospital since ${sayDay(since)}`
}
