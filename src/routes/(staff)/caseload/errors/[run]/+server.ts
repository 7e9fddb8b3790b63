import { answer, asker } from '../../../../answer.ts'
import type { RequestHandler } from './$types'

/** The lines of a run that were left out, and why, to send back to whoever makes the export. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { name, text } = await answer(locals.service.caseload.errors(asker(locals), params.run))
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="caseload-errors-${name}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
