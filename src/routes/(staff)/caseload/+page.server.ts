import { fail } from '@sveltejs/kit'
import { caseloadColumns } from '#lib/reablement/caseload-columns.ts'
import type { CaseloadAnswer } from '#lib/reablement/caseload-runs.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import type { ProblemCode } from '#lib/reablement/problem.ts'
import { answer, asker, refuse } from '../../answer.ts'
import { textOf } from '../../form.ts'
import { fileOf, tooLargeWords } from './file-of.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Managers and administrators only. The acts themselves ask again. */
export const load: PageServerLoad = async ({ locals }) => ({
  files: await answer(locals.service.caseload.files(asker(locals))),
})

export const actions: Actions = {
  /** What the file would change, or what has to be said of its columns first. */
  preview: async (event) => {
    const who = asker(event.locals)
    const file = await fileOf(event.request)
    if (file === 'too large') return fail<CaseloadAnswer>(413, { problem: tooLargeWords })
    if (file === null) return fail<CaseloadAnswer>(400, { problem: 'Choose the caseload file first.' })
    const { caseload } = event.locals.service
    return said(async () => ({ looked: await caseload.look(who, await caseload.hold(who, file)) }))
  },
  /** A file that waits, or that is looked at again. */
  open: (event) => withHeld(event, () => Promise.resolve({})),
  /** What each column is, for every next file of its source. */
  columns: (event) =>
    withHeld(event, async (who, text) => {
      const fields = Array.from({ length: Math.min(200, Number(text('columns')) || 0) }, (_, place) =>
        fieldNamed(text(`field.${String(place)}`)),
      )
      await event.locals.service.caseload.saveColumns(who, {
        ...{ held: text('held'), source: text('source'), fields },
      })
      return {}
    }),
  forget: (event) =>
    withForm(event, async (who, text) => {
      await event.locals.service.caseload.forgetColumns(who, text('source'))
      return {}
    }),
  /** One person or two. */
  twin: (event) =>
    withHeld(event, async (who, text) => {
      const [decision, keep] = text('decision').split(' ', 2)
      await event.locals.service.caseload.decideTwin(who, {
        key: text('key'),
        decision: decision === 'merge' || decision === 'apart' ? decision : null,
        keep: keep ? text('decision').slice('merge '.length) : null,
      })
      return {}
    }),
  /** The file’s or ours, for one field of one person. */
  side: (event) =>
    withHeld(event, async (who, text) => {
      const field = fieldNamed(text('field'))
      if (!field) throw new Problem('bad-input', { field: 'field' })
      const side = text('side') === 'file' ? 'file' : 'board'
      const given = { held: text('held'), person: text('person'), field, side } as const
      await event.locals.service.caseload.chooseSide(who, given)
      return {}
    }),
  correct: (event) =>
    withHeld(event, async (who, text) => {
      const given = { episode: text('episode'), start: text('start'), reason: text('reason') }
      await event.locals.service.caseload.correctStart(who, given)
      return {}
    }),
  /** Changes the board. */
  apply: (event) =>
    withHeld(
      event,
      async (who, text) => ({ summary: await event.locals.service.caseload.apply(who, text('held')) }),
      { done: true },
    ),
  leave: (event) =>
    withForm(event, async (who, text) => {
      await event.locals.service.caseload.leave(who, text('held'))
      return {}
    }),
  planUndo: (event) =>
    withForm(event, async (who, text) => ({
      plan: await event.locals.service.caseload.planUndo(who, text('run')),
    })),
  undo: (event) =>
    withForm(event, async (who, text) => ({
      undone: await event.locals.service.caseload.undo(who, text('run')),
    })),
}

type Work = (who: Colleague, text: (name: string) => string) => Promise<CaseloadAnswer>

function withForm(event: RequestEvent, work: Work) {
  return said(async () => {
    const form = await event.request.formData()
    return work(asker(event.locals), textOf(form))
  })
}

/** The same about a file under way, which is looked at again afterwards: also when the act was refused. */
async function withHeld(event: RequestEvent, work: Work, { done = false } = {}) {
  const who = asker(event.locals)
  const form = await event.request.formData()
  const text = textOf(form)
  const again = async (): Promise<CaseloadAnswer> =>
    text('held') === '' ? {} : { looked: await event.locals.service.caseload.look(who, text('held')) }
  const result = await said(() => work(who, text))
  if (!('status' in result)) return done ? result : said(async () => ({ ...result, ...(await again()) }))
  const shown = await again().catch((): CaseloadAnswer => ({}))
  return fail<CaseloadAnswer>(result.status, { ...result.data, ...shown })
}

function fieldNamed(name: unknown) {
  return caseloadColumns.find(({ field }) => field === name)?.field ?? null
}

/** What can be put right on the page itself. */
const sayable: readonly ProblemCode[] = [
  ...(['unusable-file', 'bad-input', 'wrong-state', 'key-safe-code', 'not-found'] as const),
]

async function said(call: () => Promise<CaseloadAnswer>) {
  try {
    return await call()
  } catch (caught) {
    if (!(caught instanceof Problem) || !sayable.includes(caught.code)) refuse(caught)
    const answered: CaseloadAnswer = { problem: inWords(caught).words }
    return fail(400, answered)
  }
}
