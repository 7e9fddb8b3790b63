import { answer, asker } from '../../answer.ts'
import type { RequestHandler } from './$types'

/** The register as a file, with the filters of the page it is taken from. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const asked = Object.fromEntries(
    ['team', 'state', 'due', 'huddle'].map((name) => [name, url.searchParams.get(name) ?? '']),
  )
  const text = await answer(locals.service.registerCsv(asker(locals), asked))
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="agreed-actions.csv"',
      'cache-control': 'no-store',
    },
  })
}
