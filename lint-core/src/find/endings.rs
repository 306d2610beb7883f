//! Endings of dotted words: which make a host of a word without a scheme, and which make a file name of it.

/// What the last label of a dotted word makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A host, wherever a host can stand.
    Host,
    /// A host where the place asks for one; elsewhere rather a file, a member or the end of a sentence.
    Either,
    /// A file as a bare word, but a country behind an `@`.
    Country,
    /// A file, whatever stands before.
    File,
    /// Nothing is known.
    Other,
}

/// Tells the endings apart, in any case.
pub(crate) fn ending(label: &[u8]) -> Ending {
    let mut lower = [0; 8];
    let Some(lower) = lower.get_mut(..label.len()) else { return Ending::Other };
    lower.copy_from_slice(label);
    lower.make_ascii_lowercase();
    match &*lower {
        // What most hosts in code end with, and the slips of it that are not everyday members and files.
        b"com" | b"co" | b"cm" | b"om" | b"con" | b"ocm" | b"comm" | b"coom" | b"ccom" | b"vom" | b"xom" | b"cim"
        | b"cpm" | b"coim" | b"copm" | b"cok" | b"clm" | b"cam" | b"net" | b"ne" | b"nte" | b"nett" | b"neet"
        | b"bet" | b"met" | b"ner" | b"org" | b"ogr" | b"rog" | b"orgg" | b"oorg" | b"irg" | b"prg" | b"og"
        | b"gov" | b"gob" | b"govv" | b"gvo" | b"edu" | b"eud" | b"deu" | b"edi" | b"mil" | b"mill" | b"nil"
        | b"io" | b"oi" | b"dev" | b"uk" | b"ku" | b"de" | b"fr" | b"nl" | b"ru" | b"cn" | b"jp" | b"br" | b"au"
        | b"eu" | b"ch" | b"cz" | b"kr" | b"tw" | b"us" | b"ca" | b"ir" => Ending::Host,
        b"ml" | b"mi" | b"mli" | b"cmo" | b"ai" | b"me" | b"ent" | b"in" | b"it" | b"es" | b"se" | b"no" | b"tv"
        | b"app" | b"int" | b"il" | b"im" | b"id" | b"is" | b"to" | b"at" | b"be" | b"dk" | b"fi" | b"gg" | b"hu"
        | b"ie" | b"nz" | b"pt" | b"ro" | b"ua" | b"za" | b"or" | b"nt" | b"et" | b"te" | b"gv" | b"gop" | b"info"
        | b"biz" | b"ed" => Ending::Either,
        b"md" | b"rs" | b"py" | b"sh" | b"ps" | b"cc" | b"zip" | b"mov" | b"java" | b"so" | b"pl" => Ending::Country,
        b"png" | b"jpg" | b"jpeg" | b"gif" | b"svg" | b"webp" | b"ico" | b"bmp" | b"tif" | b"tiff" | b"avif"
        | b"pdf" | b"eps" | b"json" | b"yaml" | b"yml" | b"toml" | b"xml" | b"html" | b"htm" | b"css" | b"scss"
        | b"less" | b"js" | b"mjs" | b"cjs" | b"ts" | b"tsx" | b"jsx" | b"map" | b"pyc" | b"rb" | b"jar" | b"class"
        | b"kt" | b"cpp" | b"hpp" | b"dll" | b"exe" | b"php" | b"txt" | b"rst" | b"csv" | b"tsv" | b"log" | b"tar"
        | b"gz" | b"tgz" | b"bz2" | b"xz" | b"zst" | b"deb" | b"rpm" | b"conf" | b"cfg" | b"ini" | b"lock"
        | b"service" | b"timer" | b"socket" | b"mount" | b"target" | b"slice" | b"device" | b"path" | b"swap"
        | b"scope" | b"git" | b"patch" | b"diff" | b"yang" | b"cmi" | b"cmx" | b"cma" | b"bzl" | b"proto" | b"pem"
        | b"crt" | b"csr" | b"crl" | b"p12" | b"key" | b"dtb" | b"dts" | b"dtsi" | b"pub" | b"vue" | b"lua"
        | b"wasm" | b"mp3" | b"mp4" | b"wav" | b"woff" | b"woff2" | b"ttf" | b"otf" | b"bin" | b"dat" | b"img"
        | b"iso" | b"apk" | b"ipynb" | b"snap" | b"tmp" | b"bak" | b"orig" | b"po" | b"pot" | b"gmo" | b"header"
        | b"sed" | b"sty" | b"tex" | b"dtx" | b"plist" | b"tmpl" | b"src" | b"inc" | b"asm" | b"elf" | b"obj"
        | b"efi" | b"raw" | b"xpi" | b"utf8" | b"catalog" | b"journal" => Ending::File,
        _ => Ending::Other,
    }
}
