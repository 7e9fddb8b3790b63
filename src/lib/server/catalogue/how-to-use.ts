import { and, asc, eq } from 'drizzle-orm'
import { Faulty } from '../../reablement/catalogue-item.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { howToInput } from '../../reablement/how-to-use.ts'
import type { HowTo } from '../../reablement/how-to-use.ts'
import { languageOf } from '../../reablement/languages.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { howToUse } from '../storage/kit-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { noteChange } from './history.ts'
import { wholeItem } from './whole-items.ts'

/** How an item is used, in every language somebody has entered. */
export function readHowTo(tx: Transaction, item: string): HowTo[] {
  return tx
    .select({ language: howToUse.language, text: howToUse.text })
    .from(howToUse)
    .where(eq(howToUse.item, item))
    .orderBy(asc(howToUse.language))
    .all()
    .map(({ language, text }) => ({ language: languageOf(language).code, text }))
}

/** How everything is used, in English, by code. One query. */
export function readEnglish(tx: Transaction): Map<string, string> {
  const rows = tx.select().from(howToUse).where(eq(howToUse.language, 'en')).all()
  return new Map(rows.map(({ item, text }) => [item, text]))
}

/**
 * Writes how an item is used, in one language; an empty text takes it away. What stood there is in the history.
 * @throws Faulty naming every field, Problem 'not-found', or perform's.
 */
export async function writeHowTo(desk: Desk, who: Colleague | null, given: unknown): Promise<void> {
  const read = howToInput.safeParse(given)
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: () => ({ kind: 'catalogue', ...(read.success ? { id: read.data.item } : {}) }),
    work: (tx, at) => {
      if (!read.success)
        throw new Faulty(
          read.error.issues.map(({ path, message }) => ({ field: path.join('.'), words: message })),
        )
      putHowTo(tx, read.data, { at, by: signedIn(who).id })
    },
    detail: { part: 'how to use' },
  })
}

/** Writes one text and its history, in the transaction that does it; one that stands there already leaves none. @throws Problem 'not-found'. */
export function putHowTo(
  tx: Transaction,
  { item, language, text }: HowTo & { item: string },
  { at, by }: { at: string; by: string },
): void {
  wholeItem(tx, item)
  const one = and(eq(howToUse.item, item), eq(howToUse.language, language))
  const before = readHowTo(tx, item).find((other) => other.language === language) ?? null
  if ((before?.text ?? '') === text) return
  tx.delete(howToUse).where(one).run()
  if (text !== '') tx.insert(howToUse).values({ item, language, text, at, colleague: by }).run()
  const after = text === '' ? null : { language, text }
  noteChange(tx, { what: 'how to use', code: item, at, by, before, after })
}
