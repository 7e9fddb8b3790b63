import { and, eq, isNotNull } from 'drizzle-orm'
import type { Ended } from '../../reablement/episode-out.ts'
import { groupOf } from '../../reablement/outcomes.ts'
import { ending } from '../storage/ending-schema.ts'
import { episode as stay } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import type { Reader } from './reader.ts'

/** How episodes ended, by episode: of all, or of one; none of whoever has not ended, or whose end was taken back. Two queries. */
export function readEndings(reader: Reader, episode?: string): Map<string, Ended> {
  const rows = reader
    .select({ id: ending.episode, on: stay.endedOn, outcome: ending.ending, national: ending.national })
    .from(ending)
    .innerJoin(stay, eq(stay.id, ending.episode))
    .where(and(isNotNull(ending.endedAt), episode === undefined ? undefined : eq(ending.episode, episode)))
    .all()
  const { groups } = settingsOf(reader)
  return new Map(
    rows.flatMap(({ id, on, outcome, national }) =>
      on === null || outcome === null
        ? []
        : [[id, { on, outcome: groupOf(outcome, groups), national }] as const],
    ),
  )
}
