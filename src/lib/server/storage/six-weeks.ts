import { asc, eq, inArray, ne, or } from 'drizzle-orm'
import type { HospitalStay } from '../../reablement/hospital-stays.ts'
import type { SixWeeks } from '../../reablement/six-weeks.ts'
import { hospitalStay } from './course-schema.ts'
import type { Storage } from './open.ts'
import { agendaItem, episode, huddle } from './schema.ts'
import { settingsOf } from './service-settings.ts'

type Reader = Pick<Storage, 'select'>
type EpisodeRow = typeof episode.$inferSelect

/** Episodes whose clock runs, or will. */
const underWay = ['accepted', 'active', 'paused'] as const

/**
 * How the six weeks of anybody on the board, or on the open huddle’s agenda, are read: the settings and all their hospital stays, in two queries however
 * many they are. `only`: of one episode, whatever became of it.
 */
export function sixWeeksReader(reader: Reader, only?: string): (stay: EpisodeRow) => SixWeeks {
  const settings = settingsOf(reader)
  const stays = staysByEpisode(reader, only)
  return (stay) => ({
    start: stay.start,
    stays: stays.get(stay.id) ?? [],
    setting: settings['hospital clock'],
    prompts: settings.prompts,
    extension: extensionOf(stay),
    waiting: stay.state === 'referred' || stay.state === 'accepted',
    acceptedOn: stay.acceptedOn,
    startWithin: settings['start within'],
  })
}

function staysByEpisode(reader: Reader, only: string | undefined): Map<string, HospitalStay[]> {
  const rows = reader
    .select({ episode: hospitalStay.episode, wentOn: hospitalStay.wentOn, backOn: hospitalStay.backOn })
    .from(hospitalStay)
    .innerJoin(episode, eq(episode.id, hospitalStay.episode))
    .where(
      only === undefined ? or(inArray(episode.state, [...underWay]), spokenOf(reader)) : eq(episode.id, only),
    )
    .orderBy(asc(hospitalStay.wentOn), asc(hospitalStay.at))
    .all()
  const byEpisode = Map.groupBy(rows, (row) => row.episode)
  return new Map(
    [...byEpisode].map(([id, all]) => [id, all.map(({ wentOn, backOn }) => ({ wentOn, backOn }))]),
  )
}

/** Whoever the open huddle has on its agenda, though they have ended since: its record keeps their day. */
function spokenOf(reader: Reader) {
  const listed = reader
    .select({ id: agendaItem.episode })
    .from(agendaItem)
    .innerJoin(huddle, eq(huddle.id, agendaItem.huddle))
    .where(ne(huddle.state, 'closed'))
  return inArray(episode.id, listed)
}

/** Why and until when they stay beyond the six weeks; null when nobody extended it. */
export function extensionOf({ extendedUntil, extendedWhy }: EpisodeRow): SixWeeks['extension'] {
  return extendedUntil === null ? null : { until: extendedUntil, why: extendedWhy ?? '' }
}
