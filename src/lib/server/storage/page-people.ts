import { asc, eq } from 'drizzle-orm'
import type { Storage } from './open.ts'
import { pageAuthor, pageMark } from './page-schema.ts'
import { colleague } from './schema.ts'

/** Who last set each mark of a page, and when. `by` is the colleague's full name; an empty value was taken away. */
export function marksSetOn(storage: Storage, huddle: string) {
  return storage
    .select({
      episode: pageMark.episode,
      key: pageMark.key,
      value: pageMark.value,
      by: colleague.name,
      at: pageMark.at,
    })
    .from(pageMark)
    .innerJoin(colleague, eq(colleague.id, pageMark.colleague))
    .where(eq(pageMark.huddle, huddle))
    .orderBy(asc(pageMark.at))
    .all()
}

/** The colleagues who have written in each note of a page, first writer first; full names. */
export function authorsOn(storage: Storage, huddle: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const rows = storage
    .select({ episode: pageAuthor.episode, name: colleague.name })
    .from(pageAuthor)
    .innerJoin(colleague, eq(colleague.id, pageAuthor.colleague))
    .where(eq(pageAuthor.huddle, huddle))
    .orderBy(asc(pageAuthor.at))
    .all()
  for (const { episode, name } of rows) found.set(episode, [...(found.get(episode) ?? []), name])
  return found
}
