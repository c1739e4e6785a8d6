"""Which properties the built-in classes and functions have: those of ECMAScript 2026 and of Node.js 20.

What is named here and not built is not understood. What is not named is undefined; so names are here, too, that came after
Node.js 20, as a reader may run a later one.
"""

from __future__ import annotations

import re

_OF_OBJECTS = frozenset(
    re.findall(
        r"\w+",
        """
        __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor hasOwnProperty
        isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf
        """,
    )
)
_OF_FUNCTIONS = _OF_OBJECTS | {"apply", "arguments", "bind", "call", "caller", "length", "name", "prototype"}

_PROTOTYPES = {
    "Object": "",
    "Array": """
        at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap
        forEach includes indexOf join keys lastIndexOf length map pop push reduce reduceRight reverse shift
        slice some sort splice toReversed toSorted toSpliced unshift values with
    """,
    "Arguments": "callee length",
    "String": """
        anchor at big blink bold charAt charCodeAt codePointAt concat endsWith fixed fontcolor fontsize includes
        indexOf isWellFormed italics lastIndexOf length link localeCompare match matchAll normalize padEnd
        padStart repeat replace replaceAll search slice small split startsWith strike sub substr substring sup
        toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase toWellFormed trim trimEnd trimLeft trimRight
        trimStart
    """,
    "Number": "toExponential toFixed toPrecision",
    "Boolean": "",
    "Symbol": "description",
    "RegExp": """
        compile dotAll exec flags global hasIndices ignoreCase lastIndex multiline source sticky test unicode
        unicodeSets
    """,
    "Function": "apply arguments bind call caller length name",
    "Error": "cause code message name stack",
    "Promise": "catch finally then",
    "Date": """
        getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime
        getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes
        getUTCMonth getUTCSeconds getYear setDate setFullYear setHours setMilliseconds setMinutes setMonth
        setSeconds setTime setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth
        setUTCSeconds setYear toDateString toGMTString toISOString toJSON toLocaleDateString toLocaleTimeString
        toTemporalInstant toTimeString toUTCString
    """,
    "URL": "hash host hostname href origin password pathname port protocol search searchParams toJSON username",
    "URLSearchParams": "append delete entries forEach get getAll has keys set size sort values",
    "Headers": "append delete entries forEach get getSetCookie has keys set values",
    "FormData": "append delete entries forEach get getAll has keys set values",
    "Map": "clear delete entries forEach get getOrInsert getOrInsertComputed has keys set size values",
    "Set": """
        add clear delete difference entries forEach has intersection isDisjointFrom isSubsetOf isSupersetOf keys size
        symmetricDifference union values
    """,
    "Blob": "arrayBuffer bytes size slice stream text textStream type",
    "File": "lastModified name",
    "ArrayBuffer": "byteLength detached maxByteLength resizable resize slice transfer transferToFixedLength",
    "DataView": """
        buffer byteLength byteOffset getBigInt64 getBigUint64 getFloat16 getFloat32 getFloat64 getInt16 getInt32 getInt8
        getUint16 getUint32 getUint8 setBigInt64 setBigUint64 setFloat16 setFloat32 setFloat64 setInt16 setInt32 setInt8
        setUint16 setUint32 setUint8
    """,
    "Uint8Array": """
        BYTES_PER_ELEMENT at buffer byteLength byteOffset copyWithin entries every fill filter find findIndex
        findLast findLastIndex forEach includes indexOf join keys lastIndexOf length map reduce reduceRight
        reverse set setFromBase64 setFromHex slice some sort subarray toBase64 toHex toReversed toSorted values
        with
    """,
    "Buffer": """
        asciiSlice asciiWrite base64Slice base64Write base64urlSlice base64urlWrite compare copy equals hexSlice
        hexWrite inspect latin1Slice latin1Write offset parent readBigInt64BE readBigInt64LE readBigUInt64BE
        readBigUInt64LE readBigUint64BE readBigUint64LE readDoubleBE readDoubleLE readFloatBE readFloatLE
        readInt16BE readInt16LE readInt32BE readInt32LE readInt8 readIntBE readIntLE readUInt16BE readUInt16LE
        readUInt32BE readUInt32LE readUInt8 readUIntBE readUIntLE readUint16BE readUint16LE readUint32BE
        readUint32LE readUint8 readUintBE readUintLE swap16 swap32 swap64 toJSON ucs2Slice ucs2Write utf8Slice
        utf8Write write writeBigInt64BE writeBigInt64LE writeBigUInt64BE writeBigUInt64LE writeBigUint64BE
        writeBigUint64LE writeDoubleBE writeDoubleLE writeFloatBE writeFloatLE writeInt16BE writeInt16LE
        writeInt32BE writeInt32LE writeInt8 writeIntBE writeIntLE writeUInt16BE writeUInt16LE writeUInt32BE
        writeUInt32LE writeUInt8 writeUIntBE writeUIntLE writeUint16BE writeUint16LE writeUint32BE writeUint32LE
        writeUint8 writeUintBE writeUintLE
    """,
    "Iterator": "drop every filter find flatMap forEach map next reduce return some take throw toArray",
}
_STATICS = {
    "Array": "from fromAsync isArray of",
    "ArrayBuffer": "isView",
    "BigInt": "asIntN asUintN",
    "Buffer": """
        BYTES_PER_ELEMENT alloc allocUnsafe allocUnsafeSlow byteLength compare concat copyBytesFrom from
        isBuffer isEncoding of poolSize
    """,
    "Date": "UTC now parse",
    "Error": "captureStackTrace isError prepareStackTrace stackTraceLimit",
    "Iterator": "concat from zip zipKeyed",
    "JSON": "isRawJSON parse rawJSON stringify",
    "Map": "groupBy",
    "Math": """
        E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos
        cosh exp expm1 f16round floor fround hypot imul log log10 log1p log2 max min pow random round sign sin
        sinh sqrt sumPrecise tan tanh trunc
    """,
    "Number": """
        EPSILON MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY
        isFinite isInteger isNaN isSafeInteger parseFloat parseInt
    """,
    "Object": """
        assign create defineProperties defineProperty entries freeze fromEntries getOwnPropertyDescriptor
        getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols getPrototypeOf groupBy hasOwn is
        isExtensible isFrozen isSealed keys preventExtensions seal setPrototypeOf values
    """,
    "Promise": "all allSettled any race reject resolve try withResolvers",
    "Proxy": "revocable",
    "Reflect": """
        apply construct defineProperty deleteProperty get getOwnPropertyDescriptor getPrototypeOf has
        isExtensible ownKeys preventExtensions set setPrototypeOf
    """,
    "RegExp": "$& $' $+ $1 $2 $3 $4 $5 $6 $7 $8 $9 $_ $` escape input lastMatch lastParen leftContext rightContext",
    "Response": "error json redirect",
    "String": "fromCharCode fromCodePoint raw",
    "Symbol": """
        asyncDispose asyncIterator dispose for hasInstance isConcatSpreadable iterator keyFor match matchAll
        replace search species split toPrimitive toStringTag unscopables
    """,
    "URL": "canParse createObjectURL parse revokeObjectURL",
}
_ERRORS = ("AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError")
_TYPED_ARRAYS = re.findall(
    r"\w+",
    """
    BigInt64Array BigUint64Array Float32Array Float64Array Int16Array Int32Array Int8Array Uint16Array Uint32Array
    Uint8Array Uint8ClampedArray
    """,
)
_STATICS |= dict.fromkeys(_ERRORS, _STATICS["Error"]) | dict.fromkeys(
    _TYPED_ARRAYS, "BYTES_PER_ELEMENT from fromBase64 fromHex of"
)

_EXTENDED = {"Buffer": "Uint8Array", "File": "Blob"}

PROTOTYPES = {
    name: _OF_OBJECTS | frozenset(words.split()) | frozenset(_PROTOTYPES[_EXTENDED.get(name, name)].split())
    for name, words in _PROTOTYPES.items()
}
"""What the objects of a class have, by the name of the class."""


def statics(name: str) -> frozenset[str]:
    """What a global function or object of that name itself has."""
    return _OF_FUNCTIONS | frozenset(_STATICS.get(name, "").split())
