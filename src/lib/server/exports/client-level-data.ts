import { inArray, min } from 'drizzle-orm'
import { cldCsv, cldFile, cldFileName, startsThatWent } from '../../reablement/cld.ts'
import type { CldFile } from '../../reablement/cld.ts'
import { lastQuarter, quarterOf, quartersSince } from '../../reablement/cld-quarter.ts'
import type { Quarter } from '../../reablement/cld-quarter.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { isLocalDate, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { ExportsView, SecondNationally } from '../../reablement/exports-view.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { episode } from '../storage/schema.ts'
import { readCldFacts } from './cld-facts.ts'
import type { KnownFacts } from './cld-facts.ts'
import { readCldSettings } from './cld-settings.ts'
import type { FileOut } from './export-episode.ts'
import { readEndings } from './read-ending.ts'

/**
 * What would go out for a quarter: `asked` is a day of it, '' the last one that is over. Nobody's name or number is in
 * what this gives, only how many.
 * @throws Problem 'bad-input', or perform's.
 */
export async function viewExports(desk: Desk, who: Colleague | null, asked: string): Promise<ExportsView> {
  return perform(desk, who, {
    act: 'view exports',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      const quarter = asked === '' ? lastQuarter(today) : quarterAsked(asked)
      const facts = readCldFacts(tx, readEndings(tx), today)
      const settings = readCldSettings(tx)
      const first =
        tx
          .select({ start: min(episode.start) })
          .from(episode)
          .get()?.start ?? today
      const { rows, unmapped, leftOut, second } = cldFile(facts, quarter, settings)
      return {
        ...{ today, quarter, unmapped, leftOut, settings, rows: rows.length },
        quarters: offered(quarter, quartersSince(first, today)),
        second: secondOf(second, facts),
        ...wentBefore(rows, facts),
      }
    },
  })
}

/**
 * A quarter's rows as a file. From then on the start of each of its episodes is locked.
 * @throws Problem 'bad-input', or perform's.
 */
export async function exportClientLevelData(
  desk: Desk,
  who: Colleague | null,
  asked: string,
): Promise<FileOut & { rows: number }> {
  const quarter = quarterAsked(asked)
  const detail: Record<string, string | number> = { quarter: quarter.from }
  return perform(desk, who, {
    act: 'export client level data',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const file = cldFile(
        readCldFacts(tx, readEndings(tx), londonDate(new Date(at))),
        quarter,
        readCldSettings(tx),
      )
      const episodes = lockStarts(tx, file, at)
      Object.assign(detail, { rows: file.rows.length, episodes: episodes.join(' ') })
      return { name: cldFileName(file), text: cldCsv(file), rows: file.rows.length }
    },
    detail,
  })
}

function quarterAsked(day: string): Quarter {
  if (!isLocalDate(day)) throw new Problem('bad-input', { field: 'quarter', detail: 'Choose a quarter.' })
  return quarterOf(day)
}

/** The chosen one stands in the list, also when nobody was here in it. */
function offered(chosen: Quarter, all: Quarter[]): Quarter[] {
  if (all.some(({ from }) => from === chosen.from)) return all
  return [...all, chosen].toSorted((a, b) => b.from.localeCompare(a.from))
}

/** The start that went out is the one that stands: each row was read in this same transaction. */
function lockStarts(tx: Transaction, file: CldFile, at: string): string[] {
  const ids = startsThatWent(file).map((one) => one.episode)
  tx.update(episode)
    .set({ exportedStart: episode.start, exportedAt: at })
    .where(inArray(episode.id, ids))
    .run()
  return ids
}

function wentBefore(
  rows: CldFile['rows'],
  facts: readonly KnownFacts[],
): { firstTime: number; lastOn: LocalDate | null } {
  const ids = new Set(rows.map((row) => row.Event_Reference))
  const days = facts.flatMap((one) => (one.exported && ids.has(one.episode) ? [one.exported.on] : []))
  return { firstTime: rows.length - days.length, lastOn: days.toSorted().at(-1) ?? null }
}

function secondOf(second: readonly string[], facts: readonly KnownFacts[]): SecondNationally[] {
  return facts.flatMap(({ episode: id, reference, start, exported }) =>
    exported && second.includes(id) ? [{ episode: id, reference, start, exported: exported.start }] : [],
  )
}
