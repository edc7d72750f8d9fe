import ts from 'typescript';

/** The doc comment of an exported function. */
export interface ExportedDoc {
  name: string;
  text: string;
  /** Texts of its `@see`. */
  sources: string[];
  /** Texts of its `@example`. */
  examples: string[];
  /** Whether a call gives a number or an array of numbers, not an object whose fields say their units. */
  givesNumbers: boolean;
}

/** Doc comments of all functions (and callable values) that an entry exports. */
export function exportedDocs(entry: string): ExportedDoc[] {
  const program = ts.createProgram([entry], {
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    customConditions: ['@usina/source'],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry)!;
  return checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(symbol.flags & ts.SymbolFlags.Value) || symbol.flags & ts.SymbolFlags.Class) return [];
    const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
    if (signatures.length === 0) return [];
    const tags = (name: string) =>
      symbol
        .getJsDocTags(checker)
        .filter((tag) => tag.name === name)
        .map((tag) => ts.displayPartsToString(tag.text));
    const given = signatures.map((signature) => checker.typeToString(signature.getReturnType()));
    return {
      name: symbol.name,
      text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      sources: tags('see'),
      examples: tags('example'),
      givesNumbers: given.every((type) => /^(number|Column|Float64Array.*)$/.test(type)),
    };
  });
}
