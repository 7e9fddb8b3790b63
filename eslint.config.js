import { fileURLToPath } from 'node:url'
import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

const tsconfigRootDir = fileURLToPath(new URL('.', import.meta.url))
const tests = ['**/*.test.ts', 'tests/**/*.ts']
const underscored = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'data/',
      'drizzle/',
      'test-results/',
      'playwright-report/',
      'coverage/',
    ],
  },
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: true, tsconfigRootDir, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 350 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^\\$lib(/|$)', message: 'Write #lib/… with the extension: plain Node reads that too.' },
          ],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', underscored],
      // Digits and codes are spread into characters here; nobody's emoji is.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Acts are async at their border so that another storage can stand behind them; some have nothing to await yet.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Perch is always served from the root of its address.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'max-lines-per-function': 'off',
      // Runes change behind the back of the flow analysis.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // dependency-cruiser does not see imports of types in components: the compiler drops them first.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^\\$lib(/|$)', message: 'Write #lib/… with the extension: plain Node reads that too.' },
            {
              regex: '(^|/)lib/server/|^#lib/server/',
              message: 'A component gets its data as props: put its type into reablement.',
            },
          ],
        },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...ts.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
