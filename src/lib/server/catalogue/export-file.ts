import { catalogueColumns, catalogueRow } from '../../reablement/catalogue-file.ts'
import type { Beside } from '../../reablement/catalogue-file.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { readEnglish } from './how-to-use.ts'
import { readAllKits } from './kits.ts'
import { wholeItems } from './whole-items.ts'

/** Headings and rows as CSV no spreadsheet takes for formulas; the register's part writes it. */
export type WriteCsv = (headings: readonly string[], rows: readonly (string | number | null)[][]) => string

/** What the file carries beside the items. */
export function besideItems(tx: Transaction): Beside {
  return { howTo: readEnglish(tx), kits: readAllKits(tx) }
}

/** The whole catalogue as a file, retired items too. @throws Problem 'not-signed-in', 'not-allowed'. */
export async function exportCatalogue(
  desk: Desk,
  who: Colleague | null,
  writeCsv: WriteCsv,
): Promise<string> {
  return perform(desk, who, {
    act: 'export catalogue',
    thing: () => ({ kind: 'catalogue' }),
    work: (tx) => {
      const beside = besideItems(tx)
      return writeCsv(
        catalogueColumns.map(({ heading }) => heading),
        wholeItems(tx).map((item) => catalogueRow(item, beside)),
      )
    },
  })
}
