const shortestPrefix = 3
const longestWord = 24
const mostWords = 8

/**
 * What a record can be found by: the words of its names in lower case and without accents, and
 * their prefixes from three letters (database.md, "Search"). Sorted, each once.
 */
export function searchWords(texts: readonly (string | null | undefined)[]): string[] {
  const found = new Set<string>()
  for (const word of texts.flatMap((text) => wordsOf(text ?? ''))) {
    found.add(word)
    for (let length = shortestPrefix; length < word.length; length++) {
      found.add(word.slice(0, length))
    }
  }
  return [...found].sort()
}

/**
 * The words of a query, each to be found among the `searchWords` of a record. At most eight, so that
 * nobody can make a query costly; shorter than three letters they match only whole words.
 */
export function queryWords(query: string): string[] {
  return [...new Set(wordsOf(query))].slice(0, mostWords)
}

// Apostrophes join (Mas'ud, Ma’ruf are found as they are typed mostly: masud, maruf).
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼʻ`]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, longestWord).join(''))
}
