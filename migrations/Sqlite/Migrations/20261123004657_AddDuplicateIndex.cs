using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddDuplicateIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignatureKeys");

            migrationBuilder.AddColumn<string>(
                name: "FixedIn",
                table: "Hazards",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LeadReportId",
                table: "Hazards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Hazards",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.AddColumn<long>(
                name: "StateSince",
                table: "Hazards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SameEventAs",
                table: "HazardLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HazardFollowers",
                columns: table => new
                {
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HazardFollowers", x => new { x.HazardId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "HazardNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HazardNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HazardNotices_Hazards_HazardId",
                        column: x => x.HazardId,
                        principalTable: "Hazards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IndexedReports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rules = table.Column<int>(type: "INTEGER", nullable: false),
                    Product = table.Column<long>(type: "INTEGER", nullable: false),
                    Print = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexedReports", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "IndexEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IndexMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "LinkChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromHazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToHazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromBy = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    FromWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReportsApart",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportsApart", x => new { x.ReportId, x.OtherId });
                });

            migrationBuilder.CreateTable(
                name: "WordCounts",
                columns: table => new
                {
                    Word = table.Column<long>(type: "INTEGER", nullable: false),
                    Reports = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WordCounts", x => x.Word);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HazardNotices_HazardId",
                table: "HazardNotices",
                column: "HazardId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardNotices_PersonId_SeenAt_At",
                table: "HazardNotices",
                columns: new[] { "PersonId", "SeenAt", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_IndexedReports_Product_Number",
                table: "IndexedReports",
                columns: new[] { "Product", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_IndexedReports_ReportId",
                table: "IndexedReports",
                column: "ReportId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IndexedReports_Rules_Number",
                table: "IndexedReports",
                columns: new[] { "Rules", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_LinkChanges_ReportId_At",
                table: "LinkChanges",
                columns: new[] { "ReportId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_WordCounts_Reports",
                table: "WordCounts",
                column: "Reports");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HazardFollowers");

            migrationBuilder.DropTable(
                name: "HazardNotices");

            migrationBuilder.DropTable(
                name: "IndexedReports");

            migrationBuilder.DropTable(
                name: "IndexEntries");

            migrationBuilder.DropTable(
                name: "IndexMarks");

            migrationBuilder.DropTable(
                name: "LinkChanges");

            migrationBuilder.DropTable(
                name: "ReportsApart");

            migrationBuilder.DropTable(
                name: "WordCounts");

            migrationBuilder.DropColumn(
                name: "FixedIn",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "LeadReportId",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "StateSince",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "SameEventAs",
                table: "HazardLinks");

            migrationBuilder.CreateTable(
                name: "SignatureKeys",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignatureKeys", x => new { x.Key, x.ReportId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_SignatureKeys_ReportId",
                table: "SignatureKeys",
                column: "ReportId");
        }
    }
}
