import type { ReadingNews } from '#lib/reablement/caseload-preview.ts'
import { inWords } from '#lib/reablement/problem.ts'
import { answer, asker } from '../../../answer.ts'
import { fileOf, tooLargeWords } from '../file-of.ts'
import type { RequestHandler } from './$types'

/** Reads a file and says how far it is, a line of JSON each time; the last line is what it would change. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const who = asker(locals)
  const file = await fileOf(request)
  if (file === 'too large' || file === null) {
    const problem = file === null ? 'Choose the caseload file first.' : tooLargeWords
    return new Response(lineOf({ problem }), { status: file === null ? 400 : 413 })
  }
  const { caseload } = locals.service
  // Refused before the first line is out: afterwards there is no status to say it with.
  const held = await answer(caseload.hold(who, file))
  let open = true
  const stream = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const tell = (news: ReadingNews) => {
        if (open) controller.enqueue(new TextEncoder().encode(lineOf(news)))
      }
      try {
        tell({ looked: await caseload.look(who, held, (progress) => tell({ progress })) })
      } catch (error) {
        tell({ problem: inWords(error).words })
      }
      if (open) controller.close()
    },
    cancel: () => {
      open = false
    },
  })
  const headers = {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  }
  return new Response(stream, { headers })
}

function lineOf(news: ReadingNews): string {
  return `${JSON.stringify(news)}\n`
}
