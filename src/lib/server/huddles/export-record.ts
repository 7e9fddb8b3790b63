import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { recordText } from '../../reablement/record-text.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { closedHuddle, recordOf } from './read-record.ts'

/**
 * A closed huddle's record as plain text, of everybody in it or of one person (`episode`), for the care record.
 * @throws Problem 'not-found' when there is no such record or the person is not in it, or perform's.
 */
export async function exportRecord(
  desk: Desk,
  who: Colleague | null,
  asked: { date: string; episode: string | null; service: string },
): Promise<string> {
  const { date, episode, service } = asked
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'export record',
    thing: (tx) => ({ kind: 'huddle', id: closedHuddle(tx, date).row.id }),
    work: (tx, at) => {
      const record = recordOf(tx, date)
      const people = record.people.filter((one) => episode === null || one.episode === episode)
      if (episode !== null && people.length === 0) throw new Problem('not-found', { field: 'person' })
      Object.assign(detail, { people: people.length, episodes: people.map((one) => one.episode).join(' ') })
      const copied = { service, by: who?.name ?? '', at, today: londonDate(new Date(at)) }
      return recordText(record, copied, episode)
    },
    detail,
  })
}
