import { londonDate, sayDay } from '../../reablement/dates.ts'
import { communicationNeeds } from '../../reablement/person.ts'
import type { EpisodeRow, PersonRow } from './on-board.ts'

/** What a row says in grey beneath the name, the most pressing for a visit first. No more than may be on the shared screen. */
export function flagsOf(person: PersonRow, stay: EpisodeRow, carers: number | null): string[] {
  const flags = [
    communicationNeeds(person),
    person.livesAlone === true ? 'lives alone' : '',
    carers === 2 ? 'two carers' : '',
    stay.kind === 'reablement' ? '' : stay.kind,
    inHospital(stay),
  ]
  return flags.filter((flag) => flag !== '')
}

/** "in hospital since Mon 23 Nov" */
function inHospital({ state, hospitalAt }: EpisodeRow): string {
  if (state !== 'paused') return ''
  return hospitalAt === null ? 'in hospital' : `in hospital since ${sayDay(londonDate(new Date(hospitalAt)))}`
}
