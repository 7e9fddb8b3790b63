import type { Colleague } from '../reablement/colleague.ts'
import { readFile } from './caseload/read-file.ts'
import { saveCopySettings, viewCopySettings } from './catalogue/copy-settings.ts'
import { deleteItem } from './catalogue/delete-item.ts'
import { exportCatalogue } from './catalogue/export-file.ts'
import { writeHowTo } from './catalogue/how-to-use.ts'
import { importCatalogue } from './catalogue/import-file.ts'
import type { CatalogueFile } from './catalogue/import-file.ts'
import { readItem, readWholeCatalogue } from './catalogue/read-catalogue.ts'
import { retireItem } from './catalogue/retire-item.ts'
import { saveItem } from './catalogue/save-item.ts'
import type { ItemLookedAt } from './catalogue/save-item.ts'
import { retireKit, saveKit } from './catalogue/save-kit.ts'
import { csvText, unguarded } from '../reablement/csv.ts'
import type { Desk } from './storage/desk.ts'

/** What the catalogue's pages read and what their forms do. `changed`: every open desk should hear of it. */
export function joinCatalogue(desk: Desk, changed: () => void) {
  const readRows = (bytes: Uint8Array) => {
    const { headings, rows } = readFile(bytes, 'catalogue')
    return { headings, rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(unguarded) })) }
  }
  const told = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act
    changed()
    return result
  }
  return {
    whole: (who: Colleague) => readWholeCatalogue(desk, who),
    item: (who: Colleague, code: string) => readItem(desk, who, code),
    csv: (who: Colleague) => exportCatalogue(desk, who, csvText),
    save: (who: Colleague, looked: ItemLookedAt, given: unknown) => told(saveItem(desk, who, looked, given)),
    retire: (who: Colleague, which: { code: string; retired: boolean }) => told(retireItem(desk, who, which)),
    remove: (who: Colleague, code: string) => told(deleteItem(desk, who, code)),
    writeHowTo: (who: Colleague, given: unknown) => told(writeHowTo(desk, who, given)),
    saveKit: (who: Colleague, given: unknown) => told(saveKit(desk, who, given)),
    retireKit: (who: Colleague, which: { id: string; retired: boolean }) => told(retireKit(desk, who, which)),
    copySettings: (who: Colleague) => viewCopySettings(desk, who),
    saveCopySettings: (who: Colleague, given: object) => told(saveCopySettings(desk, who, given)),
    preview: (who: Colleague, file: CatalogueFile) =>
      importCatalogue(desk, who, { file, preview: true, readRows }),
    apply: (who: Colleague, file: CatalogueFile, inOrder = false) =>
      told(importCatalogue(desk, who, { file, preview: false, inOrder, readRows })),
  }
}
