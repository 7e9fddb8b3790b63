import { asc, desc, eq } from 'drizzle-orm'
import type { CaseloadFiles } from '../../reablement/caseload-runs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { columnMap, twinDecision } from '../storage/file-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'
import { waitingFiles } from './held-files.ts'
import { listRuns } from './runs.ts'

/** What the page of caseload files shows beside the file under way. `folder`: how files come by themselves. */
export async function readFiles(
  desk: Desk,
  who: Colleague | null,
  folder: string | null,
): Promise<CaseloadFiles> {
  return perform(desk, who, {
    act: 'view caseload files',
    thing: () => ({ kind: 'caseload' }),
    work: (tx) => ({
      runs: listRuns(tx),
      maps: mapsOf(tx),
      twins: twinsOf(tx),
      waiting: waitingFiles(tx).map((one) => ({ ...one, why: one.why ?? '' })),
      folder,
    }),
  })
}

function mapsOf(tx: Transaction): CaseloadFiles['maps'] {
  return tx
    .select({ map: columnMap, by: colleague.name })
    .from(columnMap)
    .innerJoin(colleague, eq(colleague.id, columnMap.savedBy))
    .orderBy(asc(columnMap.source))
    .all()
    .map(({ map, by }) => {
      const columns = JSON.parse(map.columns) as { field: string | null }[]
      const used = columns.filter(({ field }) => field !== null).length
      return { source: map.source, columns: columns.length, used, by, at: map.savedAt }
    })
}

function twinsOf(tx: Transaction): CaseloadFiles['twins'] {
  return tx
    .select({ one: twinDecision, by: colleague.name })
    .from(twinDecision)
    .innerJoin(colleague, eq(colleague.id, twinDecision.decidedBy))
    .orderBy(desc(twinDecision.at))
    .all()
    .map(({ one: { key, decision, keep, at }, by }) => {
      const [a = '', b = ''] = key.split('|')
      const two = a === b ? `Two lines of ${a}` : `${a} and ${b}`
      const stays = a === b ? `the ${keep ?? 'first'} line stays` : `known as ${keep ?? a}`
      return {
        key,
        words: decision === 'apart' ? `${two}: two people` : `${two}: one person, ${stays}`,
        by,
        at,
      }
    })
}
