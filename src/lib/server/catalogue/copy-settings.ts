import { eq } from 'drizzle-orm'
import { Faulty } from '../../reablement/catalogue-item.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { copySettingsInput, noCopySettings } from '../../reablement/person-copy.ts'
import type { CopySettings } from '../../reablement/person-copy.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { setting } from '../storage/schema.ts'
import { noteChange, readHistory } from './history.ts'
import type { HistoryLine } from './history.ts'

const key = 'person copy'

/** Whom to ring and the fixed words of a person's copy, with who changed what. @throws Problem 'not-allowed' and perform's. */
export async function viewCopySettings(
  desk: Desk,
  who: Colleague | null,
): Promise<{ settings: CopySettings; history: HistoryLine[] }> {
  return perform(desk, who, {
    act: 'view catalogue',
    thing: () => ({ kind: 'catalogue', id: key }),
    work: (tx) => ({ settings: read(tx), history: readHistory(tx, ['copy'], key) }),
  })
}

/**
 * Changes some of them; what is not given stays. A number nobody entered is never printed.
 * @throws Faulty naming every field, or perform's.
 */
export async function saveCopySettings(desk: Desk, who: Colleague | null, given: object): Promise<void> {
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: () => ({ kind: 'catalogue', id: key }),
    work: (tx, at) => {
      const before = read(tx)
      const checked = copySettingsInput.safeParse({ ...before, ...withTranslations(before, given) })
      if (!checked.success)
        throw new Faulty(
          checked.error.issues.map(({ path, message }) => ({ field: path.join('.'), words: message })),
        )
      const value = JSON.stringify(checked.data)
      if (value === JSON.stringify(before)) return
      tx.insert(setting)
        .values({ key, value })
        .onConflictDoUpdate({ target: setting.key, set: { value } })
        .run()
      noteChange(tx, { what: 'copy', code: key, at, by: signedIn(who).id, before, after: checked.data })
    },
    detail: { part: key },
  })
}

/** One language's words are given at a time: the others stay. */
function withTranslations(before: CopySettings, given: object): object {
  if (!('translations' in given) || typeof given.translations !== 'object') return given
  return { ...given, translations: { ...before.translations, ...given.translations } }
}

function read(tx: Transaction): CopySettings {
  const row = tx.select().from(setting).where(eq(setting.key, key)).get()
  return row ? { ...noCopySettings, ...(JSON.parse(row.value) as Partial<CopySettings>) } : noCopySettings
}
