using Microsoft.AspNetCore.StaticFiles;

namespace MakingItWork.Plumbing.Web;

/// <summary>
/// Serves the files under /assets: packed where the build put a packed copy beside them and the browser takes it, and for ever
/// where their address is named for their contents.
/// </summary>
public static class Assets
{
    private static readonly (string Coding, string Ending)[] Packed = [("br", ".br"), ("gzip", ".gz")];
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".onnx"] = "application/octet-stream" } };

    public static void UseAssets(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments("/assets") && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            {
                var accepted = request.GetTypedHeaders().AcceptEncoding;
                var packed = Packed.FirstOrDefault(p =>
                    accepted.Any(a => a.Value == p.Coding && a.Quality is not 0) && files.GetFileInfo(request.Path + p.Ending).Exists);
                request.Path += packed.Ending ?? "";
            }
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { ContentTypeProvider = new PackedTypes(), OnPrepareResponse = Describe });
    }

    private static void Describe(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.Vary = "Accept-Encoding";
        // without an address that changes with the contents a browser has to ask again
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets/read") ? "public, max-age=31536000, immutable" : "no-cache";
        foreach (var (coding, ending) in Packed)
        {
            if (file.File.Name.EndsWith(ending, StringComparison.Ordinal))
            {
                headers.ContentEncoding = coding;
            }
        }
    }

    /// <summary>A packed file is of the type that it has unpacked.</summary>
    private sealed class PackedTypes : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? contentType)
        {
            var ending = Packed.FirstOrDefault(p => subpath.EndsWith(p.Ending, StringComparison.Ordinal)).Ending ?? "";
            return Types.TryGetContentType(subpath[..^ending.Length], out contentType);
        }
    }
}
