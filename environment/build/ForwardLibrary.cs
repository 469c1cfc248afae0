using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes a shared library of half a kilobyte that holds nothing but the path of another one: whoever loads it finds all the
/// other's functions. A program that uses the library Gmm gets it in place of a copy of libtorch, which is 490 MB.
/// </summary>
/// <remarks>
/// MSBuild compiles this file by itself, as C# 7. The file is an ELF header, three program headers (load all of it; the dynamic
/// section; no executable stack), a dynamic section with one DT_NEEDED, and the symbol and hash tables that a loader expects, empty.
/// </remarks>
public class ForwardLibrary : Task
{
    private const int HeaderSize = 64, ProgramHeaderSize = 56, DynamicSize = 7 * 16, HashSize = 16, SymbolSize = 24;
    private const int DynamicAt = HeaderSize + (3 * ProgramHeaderSize), HashAt = DynamicAt + DynamicSize;
    private const int SymbolsAt = HashAt + HashSize, StringsAt = SymbolsAt + SymbolSize;

    /// <summary>The library to load, a full path.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>Where the forwarder goes.</summary>
    [Required]
    public string Target { get; set; }

    public override bool Execute()
    {
        byte[] path = Encoding.UTF8.GetBytes(Library);
        int strings = path.Length + 2; // between two zeros
        var file = new MemoryStream();
        var writer = new BinaryWriter(file);

        // ELF, 64 bit, little endian, System V; a shared object for x86-64; no sections
        writer.Write(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
        Write(writer, (ushort)3, (ushort)62, 1u, 0UL, (ulong)HeaderSize, 0UL, 0u);
        Write(writer, (ushort)HeaderSize, (ushort)ProgramHeaderSize, (ushort)3, (ushort)0, (ushort)0, (ushort)0);

        ulong size = (ulong)(StringsAt + strings);
        WriteProgramHeader(writer, 1, 0, size, 0x1000);                          // PT_LOAD
        WriteProgramHeader(writer, 2, DynamicAt, DynamicSize, 8);                // PT_DYNAMIC
        WriteProgramHeader(writer, 0x6474e551, 0, 0, 16);                        // PT_GNU_STACK

        Write(writer, 1UL, 1UL, 4UL, (ulong)HashAt, 5UL, (ulong)StringsAt);      // DT_NEEDED: string 1; DT_HASH; DT_STRTAB
        Write(writer, 6UL, (ulong)SymbolsAt, 10UL, (ulong)strings, 11UL, (ulong)SymbolSize, 0UL, 0UL); // DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_NULL
        Write(writer, 1u, 1u, 0u, 0u);                                           // one bucket, one symbol, which is none
        writer.Write(new byte[SymbolSize + 1]);
        writer.Write(path);
        writer.Write((byte)0);

        Directory.CreateDirectory(Path.GetDirectoryName(Target));
        File.WriteAllBytes(Target, file.ToArray());
        return true;
    }

    /// <summary>Readable and writable: the loader writes addresses into the dynamic section.</summary>
    private static void WriteProgramHeader(BinaryWriter writer, uint type, ulong at, ulong size, ulong alignment) =>
        Write(writer, type, 6u, at, at, at, size, size, alignment);

    private static void Write(BinaryWriter writer, params object[] numbers)
    {
        foreach (object number in numbers)
        {
            switch (number)
            {
                case ushort two: writer.Write(two); break;
                case uint four: writer.Write(four); break;
                default: writer.Write((ulong)number); break;
            }
        }
    }
}
