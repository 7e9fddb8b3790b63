import { answer, asker } from '../../answer.ts'
import type { RequestHandler } from './$types'

/** The whole catalogue as a file. */
export const GET: RequestHandler = async ({ locals }) => {
  const text = await answer(locals.service.catalogue.csv(asker(locals)))
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="catalogue.csv"',
      'cache-control': 'no-store',
    },
  })
}
