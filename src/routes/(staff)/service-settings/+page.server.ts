import { fail } from '@sveltejs/kit'
import { besideField, inWords, Problem } from '#lib/reablement/problem.ts'
import { settingNames } from '#lib/reablement/service-settings.ts'
import { typedSetting } from '#lib/reablement/setting-words.ts'
import { answer, asker } from '../../answer.ts'
import type { Actions, PageServerLoad } from './$types'

/** Every choice of the service that an administrator makes. Administrators only: the act itself asks. */
export const load: PageServerLoad = async ({ locals }) => ({
  page: await answer(locals.service.serviceSettings.read(asker(locals))),
})

type Given = Record<string, string>

export const actions: Actions = {
  change: ({ request, locals }) =>
    answered(request, async (given) => {
      const name = nameOf(given)
      const input = { name, value: typedSetting(name, given) }
      return locals.service.serviceSettings.change(asker(locals), input)
    }),
  /** Puts a setting back as Perch comes. */
  reset: ({ request, locals }) =>
    answered(request, async (given) =>
      locals.service.serviceSettings.change(asker(locals), { name: nameOf(given), value: null }),
    ),
  addClosure: ({ request, locals }) =>
    answered(request, async ({ date = '', words = '' }) => ({
      added: await locals.service.serviceSettings.addClosure(asker(locals), { date, words }),
    })),
  removeClosure: ({ request, locals }) =>
    answered(request, async ({ date = '' }) => ({
      removed: await locals.service.serviceSettings.removeClosure(asker(locals), { date }),
    })),
}

function nameOf({ name }: Given) {
  const found = settingNames.find((one) => one === name)
  if (!found) throw new Problem('bad-input', { field: 'name' })
  return found
}

/** A refusal is answered on the same page, in words, with what was typed and in which form. */
async function answered<T extends object>(request: Request, act: (given: Given) => Promise<T>) {
  const form = await request.formData()
  const given: Given = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  try {
    return { done: await act(given) }
  } catch (caught) {
    if (!(caught instanceof Problem)) throw caught
    const said = inWords(caught)
    const { code, words, field } = said
    // Beside its field stands the field’s own fault alone.
    const problem = field ? besideField(said) : words
    const refused = { problem, field: field ?? null, typed: given }
    return fail(code === 'not-allowed' ? 403 : 400, { refused })
  }
}
