import type Composer from '#lib/screens/composer/Composer.svelte'

let composer: Promise<{ default: typeof Composer }> | undefined

/** The action line, fetched once, when somebody comes near to needing it; a fetch that failed is tried again. */
export function loadComposer(): Promise<{ default: typeof Composer }> {
  composer ??= import('#lib/screens/composer/Composer.svelte').catch((error: unknown) => {
    composer = undefined
    throw error
  })
  return composer
}
